package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A record as a person would write it: without the fields that completion adds, and with a JSON
 * body as JSON.
 */
public final class ShortRecord {
  private final int place;
  private final Source source;
  private final InstantSource clock;
  private final ObjectNode complete;

  private ShortRecord(ObjectNode complete, int place, Source source, InstantSource clock) {
    this.complete = complete;
    this.place = place;
    this.source = source;
    this.clock = clock;
  }

  /**
   * Shortens a complete record. Its message id and body stay.
   *
   * @param place the record's place in its batch, from 1 on
   */
  public static ObjectNode of(ObjectNode complete, int place, Source source, InstantSource clock) {
    return new ShortRecord(complete, place, source, clock).shortened();
  }

  private ObjectNode shortened() {
    ObjectNode record = complete.deepCopy();
    for (String field : names(complete)) {
      if (!field.equals("messageId") && !field.equals("body")) {
        drop(record, record, field);
      }
    }
    List.of("attributes", "messageAttributes").forEach(field -> dropBelow(record, field));
    body(record);
    return record;
  }

  private void dropBelow(ObjectNode record, String field) {
    if (record.get(field) instanceof ObjectNode below) {
      for (String name : names(below)) {
        drop(record, below, name);
        if (below.get(name) instanceof ObjectNode attribute) {
          names(attribute).forEach(part -> drop(record, attribute, part));
        }
      }
    }
  }

  /** Removes a field if completing the record restores it. */
  private void drop(ObjectNode record, ObjectNode from, String field) {
    ObjectNode before = from.deepCopy();
    from.remove(field);
    if (!completes(record)) {
      from.removeAll();
      from.setAll(before); // in its order
    }
  }

  private void body(ObjectNode record) {
    JsonNode text = record.get("body");
    try {
      JsonNode body = Json.parse(text.asText());
      record.set("body", body.isContainerNode() ? body : text);
    } catch (JsonProcessingException e) {
      return; // a text body stays as it is
    }
    if (!completes(record)) {
      record.set("body", text);
    }
  }

  private boolean completes(ObjectNode record) {
    try {
      return SourceRecord.complete(record, place, source, clock).equals(complete);
    } catch (Fault e) {
      return false; // the removed field is needed
    }
  }

  private static List<String> names(JsonNode object) {
    return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
        .toList();
  }
}
