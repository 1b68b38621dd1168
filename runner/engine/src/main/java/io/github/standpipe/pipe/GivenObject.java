package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.Set;

/** A part of a source record as a user wrote it: absent and null fields are completed. */
record GivenObject(JsonNode fields, String where) {

  /** Rejects anything that is not an object, and fields with other names. */
  static GivenObject of(JsonNode fields, String where, Set<String> names) {
    GivenObject given = of(fields, where);
    for (var field : fields.properties()) {
      if (!names.contains(field.getKey())) {
        throw new Fault(where, "has a field '" + field.getKey() + "', which no SQS record has");
      }
    }
    return given;
  }

  private static GivenObject of(JsonNode fields, String where) {
    if (!fields.isObject()) {
      throw new Fault(where, "is " + Json.kind(fields) + "; write an object");
    }
    return new GivenObject(fields, where);
  }

  boolean has(String field) {
    return fields.hasNonNull(field);
  }

  /** A field that SQS sends as a string. */
  String text(String field, String standard) {
    if (!has(field)) {
      return standard;
    }
    JsonNode value = fields.get(field);
    if (!value.isTextual()) {
      throw new Fault(where, field + " is " + Json.kind(value) + "; SQS sends a string");
    }
    return value.textValue();
  }

  /** The object in a field, by its name; empty if there is none. */
  GivenObject below(String field) {
    return has(field)
        ? of(fields.get(field), where + ": " + field)
        : new GivenObject(JsonNodeFactory.instance.objectNode(), where);
  }
}
