package io.github.standpipe.internal.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A message to be sent.
 *
 * @param id the deduplication id for a FIFO queue
 * @param group the group whose order a FIFO queue keeps
 * @param attributes its message attributes, as {@code SendMessageBatch} expects them
 */
public record SqsMessage(String id, String group, String body, ObjectNode attributes) {

  /** A message without attributes. */
  public SqsMessage(String id, String group, String body) {
    this(id, group, body, Wire.object());
  }

  /**
   * The original message of a pipe's record, to be sent again: its body and its message attributes,
   * whose members begin with capitals in SQS's API.
   */
  public static SqsMessage again(JsonNode record) {
    ObjectNode attributes = Wire.object();
    record
        .path("messageAttributes")
        .properties()
        .forEach(attribute -> attributes.set(attribute.getKey(), attribute(attribute.getValue())));
    String id = record.path("messageId").asText();
    return new SqsMessage(id, "", record.path("body").asText(), attributes);
  }

  private static ObjectNode attribute(JsonNode held) {
    ObjectNode attribute = Wire.object();
    attribute.set("DataType", held.path("dataType"));
    for (String kind : List.of("String", "Binary")) {
      JsonNode value = held.path(kind.toLowerCase(Locale.ROOT) + "Value");
      if (value.isTextual()) {
        attribute.set(kind + "Value", value);
      }
    }
    return attribute;
  }

  /** The size of the message in bytes, as SQS's limits count it. */
  int size() {
    int size = length(body);
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      size += length(attribute.getKey());
      for (JsonNode part : attribute.getValue()) {
        size += length(part.asText());
      }
    }
    return size;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
