package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.enrich.Json;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Replaces the values of a message and keeps its shape: keys, kinds, lengths and what is equal to
 * what, in all messages and documents that one redaction has seen.
 *
 * <p>Values stay at the paths that are kept, such as {@code detail-type} and {@code
 * detail.data.status}, and where they name nobody: booleans, null, blanks, texts of one character,
 * numbers of one digit.
 */
public final class Redaction {
  private final Set<String> kept;
  private final Pseudonyms pseudonyms;

  /**
   * Redacts all but some paths.
   *
   * @param kept paths of an event, with dots and without places in arrays: {@code detail.items.sku}
   * @param seed the same seed gives the same values
   */
  public Redaction(Set<String> kept, long seed) {
    this.kept = Set.copyOf(kept);
    this.pseudonyms = new Pseudonyms(seed);
  }

  /** A record with its body and attributes redacted, and without what follows from them. */
  public ObjectNode record(JsonNode record) {
    ObjectNode redacted = Json.object();
    if (record.hasNonNull("messageId")) {
      redacted.set("messageId", record.get("messageId"));
    }
    redacted.put("body", body(record.path("body")));
    attributes(record.path("attributes"), redacted);
    messageAttributes(record.path("messageAttributes"), redacted);
    return redacted;
  }

  private String body(JsonNode body) {
    JsonNode event = body.isTextual() ? Capture.parsed(body.textValue()) : body;
    return event == null ? pseudonyms.of(body.textValue()) : Json.text(event("", event));
  }

  /** A document that was looked up. */
  public JsonNode document(JsonNode document) {
    return event("", document);
  }

  /** A look-up's key, which may be the text of a JSON array of its parts. */
  public String key(String key) {
    JsonNode parts = key.startsWith("[") ? Capture.parsed(key) : null;
    return parts == null ? pseudonyms.of(key) : Json.text(event("", parts));
  }

  private JsonNode event(String path, JsonNode value) {
    if (kept.contains(path)) {
      return value;
    }
    if (value.isObject()) {
      ObjectNode redacted = Json.object();
      value
          .properties()
          .forEach(f -> redacted.set(f.getKey(), event(below(path, f.getKey()), f.getValue())));
      return redacted;
    }
    if (value.isArray()) {
      ArrayNode redacted = Json.array();
      value.forEach(item -> redacted.add(event(path, item)));
      return redacted;
    }
    return scalar(path, value);
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private JsonNode scalar(String path, JsonNode value) {
    if (value.isNumber()) {
      return DecimalNode.valueOf(pseudonyms.of(value.decimalValue()));
    }
    return value.isTextual() ? text(path, value.textValue()) : value;
  }

  /** A text; what it holds as JSON is redacted as such, as the event in an SNS envelope. */
  private JsonNode text(String path, String text) {
    JsonNode inner = text.startsWith("{") || text.startsWith("[") ? Capture.parsed(text) : null;
    return TextNode.valueOf(inner == null ? pseudonyms.of(text) : Json.text(event(path, inner)));
  }

  /** How often it was received, and its group; the rest SQS gives anew. */
  private void attributes(JsonNode attributes, ObjectNode record) {
    ObjectNode redacted = Json.object();
    JsonNode receives = attributes.path("ApproximateReceiveCount");
    if (receives.isTextual()) {
      redacted.set("ApproximateReceiveCount", receives);
    }
    for (String name : List.of("MessageGroupId", "MessageDeduplicationId")) {
      if (attributes.path(name).isTextual()) {
        redacted.put(name, pseudonyms.of(attributes.get(name).textValue()));
      }
    }
    if (!redacted.isEmpty()) {
      record.set("attributes", redacted);
    }
  }

  private void messageAttributes(JsonNode attributes, ObjectNode record) {
    ObjectNode redacted = Json.object();
    attributes
        .properties()
        .forEach(a ->
            redacted.set(
                a.getKey(),
                kept.contains("messageAttributes." + a.getKey() + ".stringValue")
                    ? a.getValue()
                    : attribute(a.getValue())));
    if (!redacted.isEmpty()) {
      record.set("messageAttributes", redacted);
    }
  }

  private ObjectNode attribute(JsonNode attribute) {
    ObjectNode redacted =
        Json.object().put("dataType", attribute.path("dataType").asText("String"));
    if (attribute.path("binaryValue").isTextual()) {
      byte[] bytes = Base64.getDecoder().decode(attribute.get("binaryValue").textValue());
      return redacted.put(
          "binaryValue", Base64.getEncoder().encodeToString(new byte[bytes.length]));
    }
    String text = attribute.path("stringValue").asText();
    return redacted.put(
        "stringValue",
        redacted.get("dataType").textValue().startsWith("Number") ? text : pseudonyms.of(text));
  }
}
