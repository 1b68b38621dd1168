package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A message to send, checked against the limits of SQS: a body of at least one valid character, and
 * at most 1,048,576 bytes with the attributes.
 */
record OutgoingMessage(
    String body, Map<String, MessageAttributeValue> attributes, JsonNode system) {
  static final int MAXIMUM = 1_048_576;

  /** The message that would be received as a record, in which only the body is required. */
  static OutgoingMessage of(JsonNode record) {
    JsonNode body = record.path("body");
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    record
        .path("messageAttributes")
        .properties()
        .forEach(a -> attributes.put(a.getKey(), attribute(a.getKey(), a.getValue())));
    OutgoingMessage message =
        new OutgoingMessage(
            body.isTextual() ? body.textValue() : body.isMissingNode() ? "" : Json.text(body),
            attributes,
            record.path("attributes"));
    message.check();
    return message;
  }

  private void check() {
    if (body.isEmpty()) {
      throw new Fault("its body is empty, which SQS rejects");
    }
    if (!body.codePoints().allMatch(OutgoingMessage::allowed)) {
      throw new Fault(
          "its body holds a control character or half a surrogate pair, which SQS rejects");
    }
    if (bytes() > MAXIMUM) {
      throw new Fault("it holds " + bytes() + " bytes; SQS accepts at most " + MAXIMUM);
    }
  }

  private static boolean allowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || character >= ' ' && character <= 0xD7FF
        || character >= 0xE000 && character <= 0xFFFD
        || character >= 0x10000;
  }

  private static MessageAttributeValue attribute(String name, JsonNode given) {
    MessageAttributeValue.Builder value = MessageAttributeValue.builder();
    if (given.path("binaryValue").isTextual()) {
      return value
          .dataType(given.path("dataType").asText("Binary"))
          .binaryValue(SdkBytes.fromByteArray(decoded(name, given.path("binaryValue").asText())))
          .build();
    }
    if (given.path("stringValue").isTextual()) {
      return value
          .dataType(given.path("dataType").asText("String"))
          .stringValue(given.path("stringValue").asText())
          .build();
    }
    throw new Fault(
        "its message attribute '" + name + "' has no value; give it a stringValue or binaryValue");
  }

  private static byte[] decoded(String name, String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new Fault("the binaryValue of its message attribute '" + name + "' is not Base64");
    }
  }

  int bytes() {
    int bytes = length(body);
    for (var attribute : attributes.entrySet()) {
      MessageAttributeValue value = attribute.getValue();
      bytes += length(attribute.getKey()) + length(value.dataType());
      bytes +=
          value.binaryValue() != null
              ? value.binaryValue().asByteArrayUnsafe().length
              : length(value.stringValue());
    }
    return bytes;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The message as an entry of a batch; on a FIFO queue with its group and deduplication id. */
  SendMessageBatchRequestEntry entry(String id, LiveQueue queue) {
    SendMessageBatchRequestEntry.Builder entry =
        SendMessageBatchRequestEntry.builder()
            .id(id)
            .messageBody(body)
            .messageAttributes(attributes);
    if (queue.fifo()) {
      entry.messageGroupId(system.path("MessageGroupId").asText("1"));
      if (system.has("MessageDeduplicationId")) {
        entry.messageDeduplicationId(system.path("MessageDeduplicationId").asText());
      } else if (!queue.contentBasedDeduplication()) {
        entry.messageDeduplicationId(UUID.randomUUID().toString());
      }
    }
    return entry.build();
  }
}
