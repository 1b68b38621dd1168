package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;

/**
 * An SQS message as Pipes hands it on, field for field (rule {@code source-record}).
 *
 * <pre>{@code
 * {"messageId": "...", "receiptHandle": "...", "body": "...", "attributes": {...},
 *  "messageAttributes": {...}, "md5OfMessageAttributes": null, "md5OfBody": "...",
 *  "eventSource": "aws:sqs", "eventSourceARN": "...", "awsRegion": "..."}
 * }</pre>
 */
public final class SourceRecord {
  /** The fields of a record, all of them. */
  static final Set<String> FIELDS =
      Set.of(
          "messageId",
          "receiptHandle",
          "body",
          "attributes",
          "messageAttributes",
          "md5OfMessageAttributes",
          "md5OfBody",
          "eventSource",
          "eventSourceARN",
          "awsRegion");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SourceRecord() {}

  /**
   * Completes a record of which only some fields are given, at least the body. What is given stays;
   * a body written as a JSON object or array becomes its compact text; the rest follows from the
   * message id, the body and the clock, so that the same record always completes alike.
   *
   * @param place the record's place in its batch, from 1 on; names it where no id is given
   */
  public static ObjectNode complete(JsonNode given, int place, Source source, InstantSource clock) {
    given.fieldNames().forEachRemaining(field -> known(field, place));
    if (!given.has("body")) {
      throw new Fault("record " + place, "has no body; give it one, as text or as JSON");
    }
    String body = body(given.get("body"));
    String id =
        given.path("messageId").asText(String.format("00000000-0000-4000-8000-%012d", place));
    JsonNode messageAttributes = given.path("messageAttributes");
    ObjectNode record = NODES.objectNode();
    record.put("messageId", id);
    record.put("receiptHandle", given.path("receiptHandle").asText("receipt-of-" + id));
    record.put("body", body);
    record.set("attributes", attributes(given.path("attributes"), id, source, clock));
    record.set(
        "messageAttributes",
        messageAttributes.isMissingNode() ? NODES.objectNode() : messageAttributes);
    record.set("md5OfMessageAttributes", given.path("md5OfMessageAttributes").deepCopy());
    if (!given.has("md5OfMessageAttributes")) {
      record.put("md5OfMessageAttributes", MessageAttributes.md5(messageAttributes));
    }
    record.put(
        "md5OfBody", given.path("md5OfBody").asText(md5(body.getBytes(StandardCharsets.UTF_8))));
    record.put("eventSource", given.path("eventSource").asText("aws:sqs"));
    record.put("eventSourceARN", given.path("eventSourceARN").asText(source.arn()));
    record.put("awsRegion", given.path("awsRegion").asText(source.region()));
    return record;
  }

  private static void known(String field, int place) {
    if (!FIELDS.contains(field)) {
      throw new Fault("record " + place, "has a field '" + field + "', which no SQS record has");
    }
  }

  private static String body(JsonNode body) {
    return body.isTextual() ? body.textValue() : Json.text(body);
  }

  private static ObjectNode attributes(
      JsonNode given, String id, Source source, InstantSource clock) {
    String now = String.valueOf(clock.millis());
    ObjectNode attributes = NODES.objectNode();
    attributes.put("ApproximateReceiveCount", "1");
    attributes.put("SentTimestamp", now);
    attributes.put("SenderId", "AIDAEXAMPLE");
    attributes.put("ApproximateFirstReceiveTimestamp", now);
    if (source.fifo()) {
      attributes.put("SequenceNumber", "18849496460467696128");
      attributes.put("MessageGroupId", "1");
      attributes.put("MessageDeduplicationId", id);
    }
    given.properties().forEach(field -> attributes.set(field.getKey(), field.getValue()));
    return attributes;
  }

  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
