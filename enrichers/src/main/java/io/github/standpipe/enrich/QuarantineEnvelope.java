package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a record goes to quarantine in.
 *
 * @param function the function's name
 * @param pipe the pipe's name, empty where nobody told it
 * @param whole whether the record is in it, or only its keys
 */
record QuarantineEnvelope(String function, String pipe, boolean whole, QuarantineTrace trace) {
  private static final List<String> KEYS = List.of("messageId", "eventSourceARN", "md5OfBody");
  private static final List<String> ATTRIBUTES =
      List.of("SentTimestamp", "SequenceNumber", "MessageGroupId");

  static QuarantineEnvelope in(Environment environment, EventEnvelope envelope, Versions versions) {
    boolean whole =
        environment.choice("QUARANTINE_RECORD", List.of("whole", "keys")).equals("whole");
    return new QuarantineEnvelope(
        environment.text("AWS_LAMBDA_FUNCTION_NAME", "local"),
        environment.text("PIPE", ""),
        whole,
        QuarantineTrace.in(environment, envelope, versions, whole));
  }

  ObjectNode of(Item item, String reason, Environment environment) {
    String correlationId = item.correlationId(environment.ids());
    ObjectNode envelope = Json.object().put("reason", reason).put("stage", item.stage());
    envelope.put("function", function);
    if (!pipe.isEmpty()) {
      envelope.put("pipe", pipe);
    }
    envelope.put("time", environment.clock().instant().toString());
    envelope.put("correlationId", correlationId);
    envelope.put("messageId", item.id().isEmpty() ? correlationId : item.id());
    envelope.put("receives", item.receives());
    envelope.set("trace", trace.of(item.record()));
    envelope.set("record", item.record());
    return whole ? envelope : byKeys(envelope, envelope.path("trace"));
  }

  /** The same envelope, with nothing of the record in its trace. */
  static ObjectNode redacted(ObjectNode envelope) {
    ObjectNode shorter = Json.object().setAll(envelope);
    shorter.set("trace", QuarantineTrace.redacted(envelope.path("trace")));
    return shorter;
  }

  /** And with what a record is known by in place of the record. */
  static ObjectNode byKeys(ObjectNode envelope) {
    return byKeys(envelope, QuarantineTrace.redacted(envelope.path("trace")));
  }

  private static ObjectNode byKeys(ObjectNode envelope, JsonNode trace) {
    if (!envelope.has("record")) {
      return envelope;
    }
    JsonNode record = envelope.path("record");
    ObjectNode keys = Json.object();
    KEYS.forEach(key -> copy(key, record, keys));
    ATTRIBUTES.forEach(key -> copy(key, record.path("attributes"), keys));
    String body = record.path("body").asText();
    keys.put("bodyBytes", body.getBytes(StandardCharsets.UTF_8).length);
    ObjectNode shorter = Json.object().setAll(envelope);
    shorter.remove("record");
    shorter.set("trace", trace);
    shorter.set("keys", keys);
    return shorter;
  }

  private static void copy(String key, JsonNode from, ObjectNode to) {
    String text = Metadata.text(from, key);
    if (!text.isEmpty()) {
      to.put(key, text);
    }
  }
}
