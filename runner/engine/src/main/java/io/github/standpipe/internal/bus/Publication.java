package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.Optional;

/**
 * A message to an SNS topic.
 *
 * @param attributes by name, each {@code {"Type": "String", "Value": "..."}}
 * @param group the message group; a FIFO topic requires one
 */
public record Publication(
    String message,
    Optional<String> subject,
    ObjectNode attributes,
    Optional<String> group,
    Optional<String> deduplicationId) {

  /** Only a message. */
  public static Publication of(String message) {
    return new Publication(
        message, Optional.empty(), Json.object(), Optional.empty(), Optional.empty());
  }

  static Publication of(SentMessage outgoing) {
    ObjectNode attributes = Json.object();
    outgoing
        .attributes()
        .properties()
        .forEach(one -> attributes.set(one.getKey(), attribute(one.getValue())));
    return new Publication(
        outgoing.body(),
        outgoing.subject(),
        attributes,
        outgoing.group(),
        outgoing.deduplicationId());
  }

  private static ObjectNode attribute(JsonNode recorded) {
    JsonNode value =
        recorded.has("stringValue") ? recorded.get("stringValue") : recorded.path("binaryValue");
    return Json.object()
        .put("Type", recorded.path("dataType").asText())
        .put("Value", value.asText());
  }

  /**
   * Reads a publication as a fixture or a caller of Publish writes it.
   *
   * <pre>{@code
   * {"Message": "...", "Subject": "...", "MessageStructure": "json", "MessageGroupId": "...",
   *  "MessageDeduplicationId": "...", "MessageAttributes": {"n": {"Type": "String", "Value": ""}}}
   * }</pre>
   *
   * @throws Fault for a publication that Publish rejects
   */
  public static Publication read(JsonNode json) {
    JsonNode message = json.path("Message");
    String text = message.isTextual() ? message.textValue() : Json.text(message);
    if (message.isMissingNode() || text.isEmpty()) {
      throw new Fault("the publication has no Message; add it");
    }
    ObjectNode attributes = Json.object();
    json.path("MessageAttributes")
        .properties()
        .forEach(one -> attributes.set(one.getKey(), one.getValue()));
    return new Publication(
        json.path("MessageStructure").asText().equals("json") ? forQueues(text) : text,
        optionalText(json, "Subject"),
        attributes,
        optionalText(json, "MessageGroupId"),
        optionalText(json, "MessageDeduplicationId"));
  }

  private static Optional<String> optionalText(JsonNode json, String key) {
    return json.hasNonNull(key) ? Optional.of(json.get(key).asText()) : Optional.empty();
  }

  /**
   * The message for queues, from a message with one string per protocol (rule {@code
   * sns-structure}).
   */
  private static String forQueues(String text) {
    try {
      JsonNode texts = Json.parse(text);
      if (texts.path("default").isTextual()) {
        return texts.path("sqs").asText(texts.get("default").textValue());
      }
    } catch (JsonProcessingException e) {
      throw new Fault("Message is not JSON, as MessageStructure says: " + Json.reason(e));
    }
    throw new Fault("Message has no string under 'default', which MessageStructure json requires");
  }
}
