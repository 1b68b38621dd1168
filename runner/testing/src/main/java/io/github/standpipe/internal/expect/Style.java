package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout of a text.
 *
 * @param indent the indentation of one level
 * @param lineBreak the line ending
 */
record Style(String indent, String lineBreak) {
  private static final Pattern INDENTED = Pattern.compile("\\n([ \\t]+)\\S");

  static Style of(String text) {
    Matcher indented = INDENTED.matcher(text);
    return new Style(
        indented.find() ? indented.group(1) : "  ", text.contains("\r\n") ? "\r\n" : "\n");
  }

  /** The blanks at the beginning of the line of a place. */
  static String indentAt(String text, int place) {
    int start = text.lastIndexOf('\n', place - 1) + 1;
    int end = start;
    while (end < place && " \t".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return text.substring(start, end);
  }

  static String onOneLine(JsonNode value) {
    if (value.isObject()) {
      List<String> keys = ObjectKeys.of(value);
      return joined(
          "{", keys.size(), i -> key(keys.get(i)) + onOneLine(value.get(keys.get(i))), "}");
    }
    return value.isArray()
        ? joined("[", value.size(), i -> onOneLine(value.get(i)), "]")
        : Json.text(value);
  }

  private static String joined(String open, int size, IntFunction<String> part, String close) {
    StringJoiner joiner = new StringJoiner(", ", open, close);
    for (int i = 0; i < size; i++) {
      joiner.add(part.apply(i));
    }
    return joiner.toString();
  }

  /** A value on several lines; the first one is already indented. */
  String onLines(JsonNode value, String at) {
    if (value.isEmpty()) {
      return Json.text(value);
    }
    String below = at + indent;
    StringJoiner joiner =
        new StringJoiner(
            "," + lineBreak + below,
            (value.isObject() ? "{" : "[") + lineBreak + below,
            lineBreak + at + (value.isObject() ? "}" : "]"));
    value.properties().forEach(m -> joiner.add(key(m.getKey()) + onLines(m.getValue(), below)));
    if (value.isArray()) {
      value.forEach(item -> joiner.add(onLines(item, below)));
    }
    return joiner.toString();
  }

  private static String key(String key) {
    return Json.text(JsonNodeFactory.instance.textNode(key)) + ": ";
  }
}
