package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Source;
import io.github.standpipe.pipe.SourceRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A received message.
 *
 * @param record the message as Pipes hands it on (rule {@code source-record})
 * @param bytes the record's size in a batch
 * @param at when it was received: its visibility timeout runs from then
 * @param origin the ARN of the queue whose dead letter it is; empty if it is not one
 */
record ReceivedRecord(
    String id, String receipt, ObjectNode record, int bytes, Instant at, String origin) {
  private static final String DEAD_LETTER_SOURCE = "DeadLetterQueueSourceArn";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The system attributes that Pipes documents; a queue may have more. */
  private static final List<String> STANDARD =
      List.of(
          "ApproximateReceiveCount",
          "SentTimestamp",
          "SenderId",
          "ApproximateFirstReceiveTimestamp");

  private static final List<String> FIFO =
      List.of("SequenceNumber", "MessageGroupId", "MessageDeduplicationId");

  static ReceivedRecord of(Message message, Source source, InstantSource clock) {
    ObjectNode given = NODES.objectNode();
    given.put("messageId", message.messageId());
    given.put("receiptHandle", message.receiptHandle());
    given.put("body", message.body() == null ? "" : message.body());
    given.set("attributes", system(message.attributesAsStrings(), source.fifo()));
    given.set("messageAttributes", attributes(message.messageAttributes()));
    if (message.hasMessageAttributes() && message.md5OfMessageAttributes() != null) {
      given.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
    }
    if (message.md5OfBody() != null) {
      given.put("md5OfBody", message.md5OfBody());
    }
    ObjectNode record = SourceRecord.complete(given, 1, source, clock);
    return new ReceivedRecord(
        message.messageId(),
        message.receiptHandle(),
        record,
        Json.bytes(record).length,
        clock.instant(),
        message.attributesAsStrings().getOrDefault(DEAD_LETTER_SOURCE, ""));
  }

  /** Messages in portions of one call each. */
  static List<List<ReceivedRecord>> tens(List<ReceivedRecord> messages) {
    return IntStream.range(0, Math.ceilDiv(messages.size(), LiveQueue.MOST_ENTRIES))
        .map(i -> i * LiveQueue.MOST_ENTRIES)
        .mapToObj(i -> messages.subList(i, Math.min(i + LiveQueue.MOST_ENTRIES, messages.size())))
        .toList();
  }

  private static ObjectNode system(Map<String, String> given, boolean fifo) {
    ObjectNode system = NODES.objectNode();
    given.forEach((name, value) -> {
      if (STANDARD.contains(name) || fifo && FIFO.contains(name)) {
        system.put(name, value);
      }
    });
    return system;
  }

  /** The attributes in the shape of Lambda and Pipes, which differs from the API's. */
  private static ObjectNode attributes(Map<String, MessageAttributeValue> given) {
    ObjectNode attributes = NODES.objectNode();
    new TreeMap<>(given).forEach((name, value) -> attributes.set(name, attribute(value)));
    return attributes;
  }

  private static ObjectNode attribute(MessageAttributeValue value) {
    ObjectNode attribute = NODES.objectNode();
    if (value.binaryValue() != null) {
      attribute.put(
          "binaryValue",
          Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe()));
    } else {
      attribute.put("stringValue", value.stringValue());
    }
    attribute.putArray("stringListValues");
    attribute.putArray("binaryListValues");
    return attribute.put("dataType", value.dataType());
  }
}
