package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.Map;

/** A message as {@code ReceiveMessage} returns it and the AWS CLI prints it. */
final class ReceivedMessage {
  private static final Map<String, String> NAMES =
      Map.of(
          "MessageId", "messageId",
          "ReceiptHandle", "receiptHandle",
          "Body", "body",
          "MD5OfBody", "md5OfBody",
          "MD5OfMessageAttributes", "md5OfMessageAttributes",
          "Attributes", "attributes");
  private static final Map<String, String> ATTRIBUTE_NAMES =
      Map.of(
          "StringValue", "stringValue",
          "BinaryValue", "binaryValue",
          "StringListValues", "stringListValues",
          "BinaryListValues", "binaryListValues",
          "DataType", "dataType");

  private ReceivedMessage() {}

  /** The record that Pipes makes from it. */
  static ObjectNode record(JsonNode message) {
    if (!message.path("Body").isTextual()) {
      throw new Fault("holds a message without a Body");
    }
    ObjectNode record = renamed(message, NAMES);
    ObjectNode attributes = record.putObject("messageAttributes");
    message
        .path("MessageAttributes")
        .properties()
        .forEach(a -> attributes.set(a.getKey(), renamed(a.getValue(), ATTRIBUTE_NAMES)));
    return record;
  }

  private static ObjectNode renamed(JsonNode given, Map<String, String> names) {
    ObjectNode renamed = Json.object();
    for (var field : given.properties()) {
      String name = names.get(field.getKey());
      if (name != null) {
        renamed.set(name, field.getValue());
      }
    }
    return renamed;
  }
}
