package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.capture.KeptPaths.Reason;
import io.github.standpipe.json.Json;
import java.util.Map;

/**
 * Copies one event or document with its values replaced.
 *
 * @param notes receives the paths whose values were kept
 */
record RedactedCopy(Replacements rules, FixedValues values, DateShift shift, KeptPaths notes) {

  JsonNode of(ValuePath path, JsonNode value) {
    if (value.isContainerNode() && rules.keeps(path)) {
      keep(path, value, Reason.OPTION);
      return value;
    }
    if (value.isObject()) {
      return object(path, value);
    }
    if (value.isArray()) {
      ArrayNode copy = Json.array();
      value.forEach(item -> copy.add(of(path, item)));
      return copy;
    }
    return scalar(path.orBody(), value);
  }

  private ObjectNode object(ValuePath path, JsonNode value) {
    ObjectNode copy = Json.object();
    boolean mayBeData = values.keys().mayBeData(value);
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      ValuePath below = below(path, member.getKey());
      if (mayBeData && !values.keys().isData(member.getKey())) {
        notes.add(path.below("*", false).shown(), Reason.KEYS);
      }
      copy.set(key(below, member.getKey()), of(below, member.getValue()));
    }
    return copy;
  }

  ValuePath below(ValuePath path, String key) {
    return path.below(key, values.keys().isData(key));
  }

  /** The key at a path, or its substitute if it is data. */
  String key(ValuePath path, String key) {
    if (values.keys().isData(key) && !rules.keeps(path)) {
      return values.of(key, shift);
    }
    if (values.keys().isData(key)) {
      notes.add(path.shown(), Reason.OPTION, TextNode.valueOf(key));
    } else if (values.isValue(key)) {
      notes.add(path.shown(), Reason.KEYS);
    }
    return key;
  }

  /** A text or number; other values do not identify anybody. */
  private JsonNode scalar(ValuePath path, JsonNode value) {
    if (rules.keeps(path)) {
      keep(path, value, Reason.OPTION);
      return value;
    }
    if (value.isNumber()) {
      return noted(path, value, DecimalNode.valueOf(values.of(value.decimalValue())));
    }
    return value.isTextual() ? noted(path, value, TextNode.valueOf(text(path, value))) : value;
  }

  private String text(ValuePath path, JsonNode value) {
    String text = value.textValue();
    JsonNode inner = values.isFixed(text) ? null : Originals.inner(text);
    if (inner == null) {
      return values.of(text, shift);
    }
    int start = text.length() - text.stripLeading().length();
    String copy =
        text.substring(0, start)
            + Json.text(of(path, inner))
            + text.substring(text.stripTrailing().length());
    PathMatchers matchers = rules.compared().get(path.exact());
    return matchers == null || matchers.takeAlike(value, TextNode.valueOf(copy)) ? copy : text;
  }

  /** A single text at a path, such as an attribute's. */
  String text(ValuePath path, String text) {
    return scalar(path, TextNode.valueOf(text)).textValue();
  }

  private JsonNode noted(ValuePath path, JsonNode value, JsonNode copy) {
    boolean isSame =
        value.isNumber() ? value.decimalValue().equals(copy.decimalValue()) : value.equals(copy);
    if (isSame) {
      boolean compared = rules.compared().containsKey(path.exact());
      keep(path, value, compared ? Reason.FILTER : Reason.EQUAL);
    } else if (value.isTextual() && values.isInPart(value.textValue())) {
      notes.add(path.shown(), Reason.FILTER_IN_PART);
    }
    return copy;
  }

  /** Records the identifying parts of a value that is kept. */
  void keep(ValuePath path, JsonNode value, Reason reason) {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      ValuePath below = below(path, member.getKey());
      if (values.keys().isData(member.getKey())) {
        notes.add(below.shown(), reason, TextNode.valueOf(member.getKey()));
      }
      keep(below, member.getValue(), reason);
    }
    if (value.isArray()) {
      value.forEach(item -> keep(path, item, reason));
    } else if (value.isNumber() && !Pseudonyms.namesNobody(value.decimalValue())) {
      notes.add(path.shown(), reason, value);
    } else if (value.isTextual() && !Pseudonyms.namesNobody(value.textValue())) {
      JsonNode inner = Originals.inner(value.textValue());
      if (inner == null) {
        notes.add(path.shown(), reason, value);
      } else {
        keep(path, inner, reason);
      }
    }
  }
}
