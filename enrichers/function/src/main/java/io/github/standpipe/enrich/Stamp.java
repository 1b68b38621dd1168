package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes ids by which duplicates are recognised into a field of each event that goes on; other
 * content of that field is kept.
 *
 * @param field the field's name; if it is empty, events stay as they are
 */
record Stamp(String field) {

  static Stamp in(Environment environment) {
    return new Stamp(environment.text("EMIT_METADATA", ""));
  }

  Verdict.Emit on(Item item, Verdict.Emit emit, List<PartPlace> places, Invocation invocation) {
    List<JsonNode> events = emit.events();
    if (field.isEmpty()) {
      return emit;
    }
    String correlationId = item.correlationId(invocation.ids());
    String id = item.metadata().id();
    List<JsonNode> stamped = new ArrayList<>(events.size());
    for (JsonNode event : events) {
      ObjectNode stamp = Json.object();
      put(stamp, "id", id.isEmpty() ? item.id() : id);
      put(stamp, "messageId", item.id());
      put(stamp, "correlationId", correlationId);
      places.get(stamped.size()).writeTo(stamp);
      stamped.add(event instanceof ObjectNode object ? stamped(object, stamp) : event);
    }
    return new Verdict.Emit(stamped);
  }

  private static void put(ObjectNode stamp, String name, String value) {
    if (!value.isEmpty()) {
      stamp.put(name, value);
    }
  }

  /** A copy, because the event may share its parts with others. */
  private ObjectNode stamped(ObjectNode event, ObjectNode stamp) {
    JsonNode own = event.path(field);
    if (!own.isMissingNode() && !own.isNull() && !own.isObject()) {
      return event;
    }
    own.forEachEntry((name, value) -> {
      if (!value.isNull() && !(value.isTextual() && value.textValue().isEmpty())) {
        stamp.set(name, value);
      }
    });
    ObjectNode copy = Json.object().setAll(event);
    copy.set(field, stamp);
    return copy;
  }
}
