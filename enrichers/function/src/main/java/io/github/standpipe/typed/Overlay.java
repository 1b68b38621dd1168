package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.Comparator;

/**
 * Writes an object over the event that it was made from. Only differences are written, so that
 * numbers keep their digits, and fields unknown to the object are kept.
 */
final class Overlay {
  /** Numbers are compared by value, whatever type a component has. */
  static final Comparator<JsonNode> SAME =
      (one, other) ->
          one.isNumber() && other.isNumber() && finite(one) && finite(other)
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private Overlay() {}

  /**
   * The event with the changes.
   *
   * @param event as it came
   * @param before the object that the event was bound to, as JSON
   * @param after the object that replaces it, as JSON
   */
  static JsonNode of(JsonNode event, JsonNode before, JsonNode after) {
    if (before.equals(SAME, after)) {
      return event;
    }
    if (event.isObject() && before.isObject() && after.isObject()) {
      return object(event, before, after);
    }
    if (event.isArray() && before.size() == event.size() && after.isArray()) {
      return array(event, before, after);
    }
    return checked(after);
  }

  private static ObjectNode object(JsonNode event, JsonNode before, JsonNode after) {
    ObjectNode merged = Json.object();
    event
        .properties()
        .forEach(field -> {
          String name = field.getKey();
          if (after.has(name)) {
            merged.set(name, of(field.getValue(), before.path(name), after.path(name)));
          } else if (!before.has(name)) {
            merged.set(name, field.getValue());
          }
        });
    after
        .properties()
        .forEach(field -> {
          String name = field.getKey();
          if (!event.has(name) && !before.path(name).equals(SAME, field.getValue())) {
            merged.set(name, checked(field.getValue()));
          }
        });
    return merged;
  }

  private static ArrayNode array(JsonNode event, JsonNode before, JsonNode after) {
    int[] origins = Origins.of(before, after);
    ArrayNode merged = Json.array();
    for (int place = 0; place < after.size(); place++) {
      int origin = origins[place];
      merged.add(
          origin == Origins.NEW
              ? checked(after.get(place))
              : of(event.get(origin), before.get(origin), after.get(place)));
    }
    return merged;
  }

  /** JSON cannot express infinity; it would be written as a string. */
  private static JsonNode checked(JsonNode value) {
    if (!finite(value)) {
      throw new IllegalArgumentException("a number is not finite");
    }
    value.forEach(Overlay::checked);
    return value;
  }

  private static boolean finite(JsonNode value) {
    return !(value.isDouble() || value.isFloat()) || Double.isFinite(value.doubleValue());
  }
}
