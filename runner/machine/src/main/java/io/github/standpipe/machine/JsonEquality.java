package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;

/** Equality of values: numbers are compared by value, not by notation. */
final class JsonEquality {
  private JsonEquality() {}

  static boolean equal(JsonNode one, JsonNode other) {
    return canonical(one).equals(canonical(other));
  }

  /** The same value with each number in a normal form that no text can have. */
  static JsonNode canonical(JsonNode json) {
    if (json.isNumber()) {
      return MachineJson.NODES.textNode("number " + json.decimalValue().stripTrailingZeros());
    }
    if (json.isArray()) {
      ArrayNode array = MachineJson.NODES.arrayNode();
      json.forEach(item -> array.add(canonical(item)));
      return array;
    }
    if (json.isObject()) {
      ObjectNode object = MachineJson.NODES.objectNode();
      json.properties().forEach(field -> object.set(field.getKey(), canonical(field.getValue())));
      return object;
    }
    return json.isTextual() ? MachineJson.NODES.textNode("text " + json.textValue()) : json;
  }
}
