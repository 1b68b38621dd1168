package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.enrich.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The redaction that replaces values. */
final class ReplacedValues implements Redaction {
  private final Set<String> kept;
  private final Pseudonyms pseudonyms;

  ReplacedValues(Set<String> kept, long seed, List<ObjectNode> records) {
    this.kept = Set.copyOf(kept);
    this.pseudonyms = new Pseudonyms(seed);
    // A value that is kept at one place is kept at all, or what was equal would be no longer
    records.forEach(this::keep);
  }

  private void keep(ObjectNode record) {
    JsonNode body = record.path("body");
    JsonNode event = body.isTextual() ? Capture.parsed(body.textValue()) : body;
    keep("", event == null ? body : event);
    keep("attributes", record.path("attributes"));
    keep("messageAttributes", record.path("messageAttributes"));
  }

  private void keep(String path, JsonNode value) {
    if (kept.contains(path)) {
      keepAll(value);
    } else if (value.isArray()) {
      value.forEach(item -> keep(path, item));
    } else if (value.isTextual() && inner(value.textValue()) instanceof JsonNode inner) {
      keep(path, inner);
    } else {
      value.properties().forEach(f -> keep(below(path, f.getKey()), f.getValue()));
    }
  }

  private void keepAll(JsonNode value) {
    if (value.isTextual()) {
      pseudonyms.keep(value.textValue());
    } else if (value.isNumber()) {
      pseudonyms.keep(value.decimalValue());
    }
    value.forEach(this::keepAll);
  }

  @Override
  public ObjectNode record(ObjectNode record) {
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
    if (event != null && (event.isContainerNode() || event.isTextual() || !body.isTextual())) {
      return Json.text(event("", event));
    }
    return kept.contains("body") ? body.textValue() : pseudonyms.of(body.textValue());
  }

  @Override
  public JsonNode document(String lookup, JsonNode document) {
    keep("lookups." + lookup, document);
    return event("lookups." + lookup, document);
  }

  @Override
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
    JsonNode inner = inner(text) instanceof JsonNode json ? json : null;
    return TextNode.valueOf(inner == null ? pseudonyms.of(text) : Json.text(event(path, inner)));
  }

  private static @Nullable JsonNode inner(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[") || start.startsWith("\"")
        ? Capture.parsed(text)
        : null;
  }

  /** How often it was received, and its group; the rest SQS gives anew. */
  private void attributes(JsonNode attributes, ObjectNode record) {
    ObjectNode redacted = Json.object();
    for (String name :
        List.of("ApproximateReceiveCount", "MessageGroupId", "MessageDeduplicationId")) {
      if (attributes.path(name).isTextual()) {
        String value = attributes.get(name).textValue();
        boolean stays =
            name.equals("ApproximateReceiveCount") || kept.contains("attributes." + name);
        redacted.put(name, stays ? value : pseudonyms.of(value));
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
    String type = attribute.path("dataType").asText("String");
    ObjectNode redacted = Json.object().put("dataType", withoutLabel(type));
    if (attribute.path("binaryValue").isTextual()) {
      return redacted.put("binaryValue", blank(attribute.get("binaryValue").textValue()));
    }
    String text = attribute.path("stringValue").asText();
    return redacted.put(
        "stringValue", type.startsWith("Number") ? number(text) : pseudonyms.of(text));
  }

  /** {@code Number.Age-of-Ada} is a number; what follows the dot is a label of the sender's. */
  private String withoutLabel(String type) {
    int dot = type.indexOf('.');
    return dot < 0 ? type : type.substring(0, dot + 1) + pseudonyms.of(type.substring(dot + 1));
  }

  private String number(String text) {
    try {
      return pseudonyms.of(new BigDecimal(text.strip())).toString();
    } catch (NumberFormatException e) {
      return pseudonyms.of(text);
    }
  }

  /** As many characters of Base64 that stand for zeros. */
  private static String blank(String base64) {
    int padding = base64.length() - base64.replace("=", "").length();
    return "A".repeat(base64.length() - padding) + "=".repeat(padding);
  }
}
