package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object over the event that it was made from. Only differences are written, so that
 * numbers keep their digits, and fields unknown to the object are kept.
 */
final class Overlay {
  private static final JsonNode ABSENT = MissingNode.getInstance();

  private final ReceivedEvent received;
  private final OriginTable origins;
  private final WrittenValue part;
  private final OriginClaims claims;
  private final List<String> path = new ArrayList<>();

  Overlay(OriginTable origins, WrittenValue part, OriginClaims claims) {
    this.received = origins.received();
    this.origins = origins;
    this.part = part;
    this.claims = claims;
  }

  /**
   * The event with the changes.
   *
   * @throws UncertainOrigin if it is not certain which item of a list became which
   */
  JsonNode json() {
    JsonNode after = part.json();
    ItemOrigin whole = received.of(received.object());
    return whole != null && after.isObject()
        ? merged(whole, after)
        : value(received.event(), received.object(), after);
  }

  /** Where an object surely came from: it is part of the event, or was declared to be from it. */
  @Nullable ItemOrigin certain(JsonNode after) {
    Object source = part.source(after);
    return source == null ? null : origins.of(source);
  }

  /** Whether an object is surely not from the event. */
  boolean isNew(JsonNode after) {
    Object source = part.source(after);
    return source != null && origins.isNew(source);
  }

  /** A value whose place in the event is known by names. */
  private JsonNode value(JsonNode event, JsonNode before, JsonNode after) {
    if (after.isObject()) {
      ItemOrigin origin = certain(after);
      return origin == null ? byName(event, before, after) : merged(origin, after);
    }
    if (after.isArray() && before.isArray()) {
      return array(event, before, after);
    }
    return SameValue.is(before, after) ? event : fresh(after);
  }

  private JsonNode byName(JsonNode event, JsonNode before, JsonNode after) {
    ItemOrigin origin = before.isObject() ? received.of(before) : null;
    if (isNew(after)) {
      return fresh(after);
    }
    if (origin == null) {
      return !event.isMissingNode() && SameValue.is(before, after) ? event : fresh(after);
    }
    if (claims.mayBeMoved(origin)) {
      String type = describe(after);
      throw new UncertainOrigin(
          path,
          "what was here is elsewhere now, and another "
              + type
              + " is missing; emit with(item, changed)");
    }
    return hasOtherKey(origin, after) ? fresh(after) : merged(origin, after);
  }

  private boolean hasOtherKey(ItemOrigin origin, JsonNode after) {
    List<String> names = received.classes().of(origin.source()).key();
    if (names.isEmpty()) {
      names = received.classes().of(part.source(after)).key();
    }
    List<Object> key = ClassFields.key(names, origin.object());
    List<Object> other = ClassFields.key(names, after);
    return key != null && other != null && !key.equals(other);
  }

  /** An object over what it came from. */
  JsonNode merged(ItemOrigin origin, JsonNode after) {
    JsonNode event = origin.event();
    JsonNode before = origin.object();
    if (!event.isObject()) {
      return SameValue.is(before, after) ? event : fresh(after);
    }
    if (received.classes().differ(origin, after, part.source(after))) {
      return fresh(after);
    }
    ClassFields fields = received.classes().of(origin.source());
    Map<String, String> names = fields.received(event, before);
    ObjectNode merged = Json.object();
    for (var field : event.properties()) {
      String name = fields.written(field.getKey());
      JsonNode changed = after.path(name);
      if (changed.isMissingNode()) {
        if (!before.has(name)) {
          merged.set(field.getKey(), field.getValue());
        }
      } else if (field.getKey().equals(names.get(name))) {
        merged.set(field.getKey(), at(name, field.getValue(), before.path(name), changed));
      } else if (SameValue.is(before.path(name), changed)) {
        merged.set(field.getKey(), field.getValue());
      }
    }
    for (var field : after.properties()) {
      String name = field.getKey();
      if (!names.containsKey(name) && !SameValue.is(before.path(name), field.getValue())) {
        merged.set(name, at(name, ABSENT, before.path(name), field.getValue()));
      }
    }
    return merged;
  }

  private JsonNode at(String name, JsonNode event, JsonNode before, JsonNode after) {
    path.add("." + name);
    JsonNode value = value(event, before, after);
    path.removeLast();
    return value;
  }

  private JsonNode array(JsonNode event, JsonNode before, JsonNode after) {
    if (event.isMissingNode()) {
      return fresh(after);
    }
    if (ClassTable.isList(received.source(before)) || ClassTable.isList(part.source(after))) {
      return new ListOverlay(this, received, event, before, after).json();
    }
    if (!event.isArray()) {
      return SameValue.is(before, after) ? event : fresh(after);
    }
    ArrayNode merged = Json.array();
    for (int place = 0; place < after.size(); place++) {
      merged.add(value(event.path(place), before.path(place), after.get(place)));
    }
    for (int place = before.size(); place < event.size(); place++) {
      merged.add(event.get(place));
    }
    return merged;
  }

  /** A value that was not in the event; parts of it may have been. */
  JsonNode fresh(JsonNode after) {
    if (after.isObject()) {
      ObjectNode object = Json.object();
      for (var field : after.properties()) {
        object.set(field.getKey(), at(field.getKey(), ABSENT, ABSENT, field.getValue()));
      }
      return object;
    }
    if (after.isArray()) {
      ArrayNode array = Json.array();
      after.forEach(item -> array.add(value(ABSENT, ABSENT, item)));
      return array;
    }
    if (!SameValue.isFinite(after)) {
      throw new IllegalArgumentException("a number is not finite");
    }
    return after;
  }

  OriginClaims claims() {
    return claims;
  }

  List<String> keyNames(JsonNode after) {
    return received.classes().of(part.source(after)).key();
  }

  List<String> path() {
    return path;
  }

  /** The class of an object, for a message. */
  String describe(JsonNode after) {
    Object source = part.source(after);
    return source == null ? "object" : source.getClass().getSimpleName();
  }
}
