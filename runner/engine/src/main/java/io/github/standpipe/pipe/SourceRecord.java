package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An SQS message as Pipes passes it on, field by field (rule {@code source-record}).
 *
 * <pre>{@code
 * {"messageId": "...", "receiptHandle": "...", "body": "...", "attributes": {...},
 *  "messageAttributes": {...}, "md5OfMessageAttributes": null, "md5OfBody": "...",
 *  "eventSource": "aws:sqs", "eventSourceARN": "...", "awsRegion": "..."}
 * }</pre>
 */
public final class SourceRecord {
  /** The names of its fields, in no particular order. */
  public static final Set<String> FIELDS =
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
  private static final String ID = "00000000-0000-4000-8000-";
  private static final int DIGITS = 12;

  /** Never updated, only cloned: to look one up costs more than a short body's digest. */
  private static final MessageDigest MD5 = digest();

  private SourceRecord() {}

  /**
   * Completes a record that has only some fields, at least the body. Existing fields stay; a body
   * written as a JSON object or array becomes its compact text; the rest follows from the message
   * id, the body and the clock, so the same record is always completed in the same way.
   *
   * @param given the record as written, with at least {@code body}
   * @param place the record's place in its batch, from 1 on; identifies it if it has no id
   * @param source the queue, whose ARN, region and type the record names
   * @param clock gives the time at which the message was sent, in milliseconds since 1970
   * @return a new record with all fields
   * @throws Fault for a record without a body, or with something that SQS never sends: another
   *     field, or a number instead of a string
   */
  public static ObjectNode complete(JsonNode given, int place, Source source, InstantSource clock) {
    GivenObject fields = GivenObject.of(given, "record " + place, FIELDS);
    String body = body(fields);
    String id = fields.has("messageId") ? fields.text("messageId", "") : id(place);
    ObjectNode messageAttributes = MessageAttributes.complete(fields.below("messageAttributes"));
    ObjectNode record = NODES.objectNode();
    record.put("messageId", id);
    record.put("receiptHandle", fields.text("receiptHandle", "receipt-of-" + id));
    record.put("body", body);
    record.set("attributes", attributes(fields, id, source, clock));
    record.set("messageAttributes", messageAttributes);
    record.put("md5OfMessageAttributes", md5OfAttributes(fields, messageAttributes));
    record.put("md5OfBody", fields.has("md5OfBody") ? fields.text("md5OfBody", "") : md5(body));
    record.put("eventSource", fields.text("eventSource", "aws:sqs"));
    record.put("eventSourceARN", fields.text("eventSourceARN", source.arn()));
    record.put("awsRegion", fields.text("awsRegion", source.region()));
    return record;
  }

  /**
   * {@return the message id of a record that was written without one}
   *
   * @param place the record's place in its batch, from 1 on
   */
  public static String id(int place) {
    String digits = String.valueOf(place);
    return ID + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }

  private static String body(GivenObject given) {
    JsonNode body = given.fields().path("body");
    if (body.isMissingNode()) {
      throw new Fault(given.where(), "has no body; add one, as text or as JSON");
    }
    return body.isTextual() ? body.textValue() : Json.text(body);
  }

  private static @Nullable String md5OfAttributes(GivenObject given, ObjectNode attributes) {
    return given.fields().has("md5OfMessageAttributes")
        ? given.fields().get("md5OfMessageAttributes").textValue()
        : MessageAttributes.md5(attributes);
  }

  private static ObjectNode attributes(
      GivenObject fields, String id, Source source, InstantSource clock) {
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
    GivenObject given = fields.below("attributes");
    given
        .fields()
        .properties()
        .forEach(f -> attributes.put(f.getKey(), given.text(f.getKey(), "")));
    return attributes;
  }

  private static String md5(String body) {
    return md5(body.getBytes(StandardCharsets.UTF_8));
  }

  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(((MessageDigest) MD5.clone()).digest(bytes));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own MD5 can be cloned", e);
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
