package io.github.standpipe.internal.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;

/** Records for reading: a JSON body is shown as JSON. */
final class Bodies {
  private static final String BODY = "body";

  private Bodies() {}

  static String opened(String json) {
    try {
      return Json.parse(json) instanceof ArrayNode items ? Json.pretty(opened(items)) : json;
    } catch (JsonProcessingException e) {
      return json; // it is shown as it is
    }
  }

  static ArrayNode opened(ArrayNode items) {
    ArrayNode opened = Json.array();
    items.forEach(item -> opened.add(opened(item)));
    return opened;
  }

  private static JsonNode opened(JsonNode item) {
    if (!(item instanceof ObjectNode record) || !record.path(BODY).isTextual()) {
      return item;
    }
    try {
      JsonNode body = Json.parse(record.get(BODY).textValue());
      return body.isContainerNode() ? record.deepCopy().set(BODY, body) : record;
    } catch (JsonProcessingException e) {
      return record;
    }
  }
}
