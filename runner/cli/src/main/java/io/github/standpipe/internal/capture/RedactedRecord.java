package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.capture.KeptPaths.Reason;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies a record with its values replaced, and without attributes that are derived from them. */
record RedactedRecord(Replacements rules, RedactedCopy copy) {
  private static final String RECEIVES = "ApproximateReceiveCount";

  /** SQS sets them anew. */
  private static final Set<String> GIVEN_ANEW =
      Set.of("SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");

  private static final ValuePath MESSAGE_ATTRIBUTES = ValuePath.of("messageAttributes");
  private static final Pattern ARN = Pattern.compile("(arn:[a-z-]+:[a-z-]+:[a-z0-9-]*:)(.*)");

  ObjectNode of(ObjectNode record) {
    ObjectNode redacted = Json.object();
    if (record.hasNonNull("messageId")) {
      redacted.set("messageId", record.get("messageId"));
    }
    redacted.put("body", body(record));
    ObjectNode attributes = attributes(record.path("attributes"));
    if (!attributes.isEmpty()) {
      redacted.set("attributes", attributes);
    }
    ObjectNode messageAttributes = messageAttributes(record.path("messageAttributes"));
    if (!messageAttributes.isEmpty()) {
      redacted.set("messageAttributes", messageAttributes);
    }
    return redacted;
  }

  private String body(ObjectNode record) {
    JsonNode event = Originals.event(record);
    JsonNode redacted = copy.of(ValuePath.EVENT, event);
    return event == record.path("body") && event.isTextual()
        ? redacted.textValue()
        : Json.text(redacted);
  }

  private ObjectNode attributes(JsonNode attributes) {
    ObjectNode redacted = Json.object();
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      String name = attribute.getKey();
      ValuePath path = ValuePath.of("attributes." + name);
      boolean isAsked = rules.keeps(path) || rules.compared().containsKey(path.exact());
      String value = attribute.getValue().asText();
      if (name.equals(RECEIVES)) {
        redacted.put(name, value);
      } else if (isAsked || !GIVEN_ANEW.contains(name)) {
        redacted.put(name, attribute(path, value));
      }
    }
    return redacted;
  }

  /** The account and resource names in an ARN are replaced; its service is kept. */
  private String attribute(ValuePath path, String value) {
    Matcher arn = ARN.matcher(value);
    return arn.matches() && !rules.keeps(path)
        ? arn.group(1) + copy.text(path, arn.group(2))
        : copy.text(path, value);
  }

  private ObjectNode messageAttributes(JsonNode attributes) {
    ObjectNode redacted = Json.object();
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      ValuePath path = copy.below(MESSAGE_ATTRIBUTES, attribute.getKey());
      boolean isKept = rules.keeps(MESSAGE_ATTRIBUTES) || rules.keeps(path);
      redacted.set(
          copy.key(path, attribute.getKey()),
          isKept
              ? copy.of(path, attribute.getValue())
              : messageAttribute(path, attribute.getValue()));
    }
    return redacted;
  }

  private ObjectNode messageAttribute(ValuePath path, JsonNode attribute) {
    String type = attribute.path("dataType").asText("String");
    ObjectNode redacted = Json.object();
    redacted.put("dataType", dataType(path.below("dataType", false), type));
    for (Map.Entry<String, JsonNode> part : attribute.properties()) {
      String name = part.getKey();
      ValuePath below = path.below(name, false);
      JsonNode value = part.getValue();
      if (name.startsWith("binary") && !rules.keeps(below)) {
        redacted.set(name, blanks(value));
      } else if (!name.equals("dataType")) {
        redacted.set(
            name, type.startsWith("Number") ? number(below, value) : copy.of(below, value));
      }
    }
    return redacted;
  }

  /** {@code Number.Age-of-Ada} is a number; the part after the dot is the sender's label. */
  private String dataType(ValuePath path, String type) {
    int dot = type.indexOf('.') + 1;
    boolean isCompared = rules.compared().containsKey(path.exact());
    if (dot == 0 || isCompared || rules.keeps(path)) {
      copy.keep(
          path,
          TextNode.valueOf(type.substring(dot == 0 ? type.length() : dot)),
          isCompared ? Reason.FILTER : Reason.OPTION);
      return type;
    }
    return type.substring(0, dot) + copy.text(path, type.substring(dot));
  }

  private JsonNode number(ValuePath path, JsonNode value) {
    try {
      BigDecimal number = new BigDecimal(value.asText().strip());
      return rules.keeps(path) || rules.compared().containsKey(path.exact())
          ? copy.of(path, value)
          : TextNode.valueOf(copy.of(path, DecimalNode.valueOf(number)).asText());
    } catch (NumberFormatException e) {
      return copy.of(path, value);
    }
  }

  private static JsonNode blanks(JsonNode value) {
    if (value.isArray()) {
      ArrayNode blanks = Json.array();
      value.forEach(item -> blanks.add(blanks(item)));
      return blanks;
    }
    return value.isTextual() ? TextNode.valueOf(blank(value.textValue())) : value;
  }

  /** As many characters of Base64 that encode zeros. */
  private static String blank(String base64) {
    int padding = base64.length() - base64.replace("=", "").length();
    return "A".repeat(base64.length() - padding) + "=".repeat(padding);
  }
}
