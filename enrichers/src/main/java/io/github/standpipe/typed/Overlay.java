package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import java.util.Comparator;

/**
 * Writes what an object says over the event that it was made of. Only what differs is written, so
 * that numbers keep their digits, and what the object cannot hold stays.
 */
final class Overlay {
  /** Numbers are the same by their value, whatever type a component gave them. */
  static final Comparator<JsonNode> SAME =
      (one, other) ->
          one.isNumber() && other.isNumber() && finite(one) && finite(other)
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private Overlay() {}

  /**
   * The event with what changed.
   *
   * @param event as it came
   * @param before what the event's object said of it
   * @param after what the object says that takes its place
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

  /** JSON has no number for infinity; it would be written as a text. */
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
