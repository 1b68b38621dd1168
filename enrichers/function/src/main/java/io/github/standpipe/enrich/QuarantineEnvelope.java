package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.internal.sqs.SqsQueue;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The envelope in which a record goes to the quarantine.
 *
 * @param function the function's name
 * @param pipe the pipe's name; empty if it is not configured
 * @param whole whether it contains the record or only its keys
 * @param maximumSize the maximum size in bytes; a larger envelope is sent without its trace, or
 *     with its keys only
 */
record QuarantineEnvelope(
    String function, String pipe, boolean whole, QuarantineTrace trace, int maximumSize) {
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
        QuarantineTrace.in(environment, envelope, versions, whole),
        environment.number("QUARANTINE_MAX_BYTES", SqsQueue.MAXIMUM_SIZE));
  }

  /** The envelope, with as much of the record as fits. */
  ObjectNode of(Item item, String reason, Invocation invocation) {
    String correlationId = item.correlationId(invocation.ids());
    ObjectNode envelope = Json.object().put("reason", reason).put("stage", item.stage());
    envelope.put("outcome", item.outcome());
    envelope.put("function", function);
    if (!pipe.isEmpty()) {
      envelope.put("pipe", pipe);
    }
    envelope.put("time", invocation.clock().instant().toString());
    envelope.put("correlationId", correlationId);
    envelope.put("messageId", item.id().isEmpty() ? correlationId : item.id());
    ObjectNode metadata = item.metadata().json();
    if (!metadata.isEmpty()) {
      envelope.set("metadata", metadata);
    }
    envelope.put("receives", item.receives());
    lookups(envelope, invocation.figures());
    envelope.set("trace", trace.of(item.record(), invocation));
    envelope.set("record", item.record());
    return fitting(whole ? envelope : byKeys(envelope, envelope.path("trace")));
  }

  /** The figures of the batch; no times, so that the same batch gives the same envelope. */
  private static void lookups(ObjectNode envelope, Figures figures) {
    if (figures.count(Figure.LOOKUP_KEYS) > 0) {
      ObjectNode lookups = envelope.putObject("lookups");
      lookups.put("calls", figures.count(Figure.LOOKUP_CALLS));
      lookups.put("keys", figures.count(Figure.LOOKUP_KEYS));
      lookups.put("cacheHits", figures.count(Figure.CACHE_HITS));
    }
  }

  private ObjectNode fitting(ObjectNode envelope) {
    if (isTooLarge(envelope)) {
      ObjectNode shorter = redacted(envelope);
      return isTooLarge(shorter) ? byKeys(envelope) : shorter;
    }
    return envelope;
  }

  private boolean isTooLarge(ObjectNode envelope) {
    return text(envelope).getBytes(StandardCharsets.UTF_8).length > maximumSize;
  }

  /** As it is sent: SQS does not accept U+FFFE and U+FFFF, and JSON can escape them. */
  static String text(ObjectNode envelope) {
    return Json.text(envelope).replace("\uFFFE", "\\uFFFE").replace("\uFFFF", "\\uFFFF");
  }

  /** The same envelope, with no record data in its trace. */
  static ObjectNode redacted(ObjectNode envelope) {
    ObjectNode shorter = Json.object().setAll(envelope);
    shorter.set("trace", QuarantineTrace.redacted(envelope.path("trace")));
    return shorter;
  }

  /** The same, with the keys of the record instead of the record. */
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
