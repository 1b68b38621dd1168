package io.github.standpipe.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What a record looked like at the stages that it passed: its body, the event in it if that is
 * different, and the event upgraded to its newest version. It is computed only when a record goes
 * to the quarantine.
 */
record QuarantineTrace(EventEnvelope envelope, Versions versions, Detail detail) {
  private static final String VARIABLE = "QUARANTINE_TRACE";
  private static final int MOST_FIELDS = 50;

  /** A value that nests deeper could be read, but not written within an envelope. */
  private static final int DEEPEST = 900;

  /** The level of detail of a stage; each one includes the previous. */
  enum Detail {
    STAGES,
    FIELDS,
    VALUES
  }

  /**
   * As the variable says; the default is the names of an event's fields, or no names if the record
   * is left out too.
   */
  static QuarantineTrace in(
      Environment environment, EventEnvelope envelope, Versions versions, boolean whole) {
    List<String> words =
        whole ? List.of("fields", "stages", "values") : List.of("stages", "fields", "values");
    String word = environment.choice(VARIABLE, words);
    if (!whole && word.equals("values")) {
      throw new Fault(
          "environment variable " + VARIABLE,
          "is 'values', but QUARANTINE_RECORD leaves the record out; write stages or" + " fields");
    }
    Detail detail = Detail.valueOf(word.toUpperCase(Locale.ROOT));
    return new QuarantineTrace(envelope, versions, detail);
  }

  ArrayNode of(JsonNode record, Invocation invocation) {
    ArrayNode stages = Json.array();
    try {
      JsonNode body = body(record, stages);
      EventEnvelope.Found found = envelope.find(RequestItem.of(record));
      if (!found.event().equals(body)) {
        describe("event", found.event(), stages);
      }
      String version = found.metadata().version();
      if (!version.isEmpty()) {
        ((ObjectNode) stages.get(stages.size() - 1)).put("version", version);
      }
      JsonNode newest = versions.upcast(found, invocation);
      if (!newest.equals(found.event())) {
        describe("version", newest, stages);
      }
    } catch (JsonProcessingException | VerdictException e) {
      return stages; // it did not get further, as the envelope's reason says
    }
    return stages;
  }

  private JsonNode body(JsonNode record, ArrayNode stages) throws JsonProcessingException {
    if (!RequestItem.isSqs(record)) {
      describe("body", record, stages);
      return record;
    }
    String text = record.path("body").textValue();
    ObjectNode stage = stages.addObject().put("stage", "body");
    stage.put("bytes", text.getBytes(StandardCharsets.UTF_8).length);
    JsonNode body = Json.parse(text);
    describe(body, stage);
    return body;
  }

  private void describe(String name, JsonNode value, ArrayNode stages) {
    describe(value, stages.addObject().put("stage", name));
  }

  private void describe(JsonNode value, ObjectNode stage) {
    stage.put("is", Json.kind(value));
    if (detail != Detail.STAGES && value.isObject()) {
      ArrayNode fields = stage.putArray("fields");
      value.properties().stream().limit(MOST_FIELDS).forEach(field -> fields.add(field.getKey()));
    }
    if (detail == Detail.VALUES && depth(value) <= DEEPEST) {
      stage.set("value", value);
    }
  }

  private static int depth(JsonNode value) {
    int deepest = 0;
    for (JsonNode part : value) {
      deepest = Math.max(deepest, depth(part));
    }
    return deepest + 1;
  }

  /** The same trace, with no record data in it. */
  static ArrayNode redacted(JsonNode trace) {
    ArrayNode stages = Json.array();
    for (JsonNode stage : trace) {
      ObjectNode shorter = Json.object();
      stage.properties().stream()
          .filter(property -> !List.of("fields", "value").contains(property.getKey()))
          .forEach(property -> shorter.set(property.getKey(), property.getValue()));
      stages.add(shorter);
    }
    return stages;
  }
}
