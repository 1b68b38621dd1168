package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The paths at which texts and numbers stand, as a redaction names them. */
public final class ValuePaths {
  private final Set<String> paths = new LinkedHashSet<>();

  private ValuePaths() {}

  /** Those of messages and of the documents that they asked for. */
  public static Set<String> of(List<ObjectNode> records, Map<String, ObjectNode> documents) {
    ValuePaths found = new ValuePaths();
    for (ObjectNode record : records) {
      JsonNode body = record.path("body");
      JsonNode event = body.isTextual() ? Capture.parsed(body.textValue()) : body;
      found.collect("", event == null || event.isValueNode() ? body : event);
      record
          .path("messageAttributes")
          .properties()
          .forEach(a -> found.paths.add("messageAttributes." + a.getKey() + ".stringValue"));
    }
    documents.forEach(
        (lookup, byKey) -> byKey.forEach(document -> found.collect("lookups." + lookup, document)));
    return found.paths;
  }

  private void collect(String path, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> collect(path, item));
    } else if (value.isObject()) {
      value
          .properties()
          .forEach(
              f -> collect(path.isEmpty() ? f.getKey() : path + "." + f.getKey(), f.getValue()));
    } else if (value.isTextual() || value.isNumber()) {
      paths.add(path.isEmpty() ? "body" : path);
    }
  }
}
