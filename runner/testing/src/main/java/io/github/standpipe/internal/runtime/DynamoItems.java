package io.github.standpipe.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;

/** JSON as attributes of DynamoDB. */
final class DynamoItems {
  private DynamoItems() {}

  static ObjectNode attribute(JsonNode value) {
    ObjectNode attribute = Json.object();
    switch (value.getNodeType()) {
      case STRING -> attribute.put("S", value.textValue());
      case NUMBER -> attribute.put("N", value.asText());
      case BOOLEAN -> attribute.put("BOOL", value.booleanValue());
      case OBJECT -> attribute.set("M", members(value));
      case ARRAY -> attribute.set("L", list(value));
      case NULL, MISSING, BINARY, POJO -> attribute.put("NULL", true);
    }
    return attribute;
  }

  private static ObjectNode members(JsonNode value) {
    ObjectNode members = Json.object();
    value.properties().forEach(m -> members.set(m.getKey(), attribute(m.getValue())));
    return members;
  }

  private static ArrayNode list(JsonNode value) {
    ArrayNode list = Json.array();
    value.forEach(item -> list.add(attribute(item)));
    return list;
  }
}
