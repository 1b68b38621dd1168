package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message on a queue.
 *
 * @param attributes what SQS records about it, such as {@code MessageGroupId}
 * @param messageAttributes by name, each {@code {"stringValue": "...", "dataType": "String"}}
 */
public record QueueMessage(
    String queueArn, String body, Map<String, String> attributes, ObjectNode messageAttributes) {

  public QueueMessage {
    attributes = Map.copyOf(attributes);
    messageAttributes = messageAttributes.deepCopy();
  }

  static QueueMessage of(String queueArn, String body) {
    return new QueueMessage(queueArn, body, Map.of(), Json.object());
  }

  /** A dead letter, whose attributes are all strings. */
  static QueueMessage withTexts(String queueArn, String body, Map<String, String> texts) {
    ObjectNode attributes = Json.object();
    texts.forEach((name, text) -> attributes.set(name, textAttribute(text)));
    return new QueueMessage(queueArn, body, Map.of(), attributes);
  }

  static ObjectNode textAttribute(String text) {
    return Json.object().put("stringValue", text).put("dataType", "String");
  }

  /** The message as a short record, as in a fixture. */
  public ObjectNode record() {
    ObjectNode record = Json.object().put("body", body);
    if (!attributes.isEmpty()) {
      ObjectNode noted = record.putObject("attributes");
      new TreeMap<>(attributes).forEach(noted::put);
    }
    if (!messageAttributes.isEmpty()) {
      record.set("messageAttributes", messageAttributes.deepCopy());
    }
    return record;
  }
}
