package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON objects and arrays in sequence, as a loop of CLI calls prints them; with a query, a call
 * that received nothing prints {@code null} or {@code []}.
 */
final class OutputsInText {

  private static final String NOTHING = "null";

  private OutputsInText() {}

  /** The values of a text that holds only such values; empty for any other text. */
  static List<TextPart> of(String text) {
    List<TextPart> values = new ArrayList<>();
    int start = start(text, 0);
    int line = 1 + breaks(text, 0, start);
    while (start < text.length()) {
      int end = text.startsWith(NOTHING, start) ? start + NOTHING.length() : end(text, start);
      JsonNode value = Capture.parsed(text.substring(start, end));
      if (value == null || value.isValueNode() && !value.isNull()) {
        return List.of();
      }
      if (value.isObject() || !value.isEmpty()) {
        values.add(new TextPart(value, text.substring(start, end), line));
      }
      int next = start(text, end);
      line += breaks(text, start, next);
      start = next;
    }
    return values;
  }

  /** Whether a line begins a JSON object or array that continues after it. */
  static boolean isBegun(String line) {
    String text = line.strip();
    return (text.startsWith("{") || text.startsWith("[")) && end(text + " ", 0) > text.length();
  }

  private static int breaks(String text, int from, int to) {
    return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
  }

  private static int start(String text, int from) {
    int start = from;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return start;
  }

  /** The index after the closing bracket of the value; the text's length if it is not closed. */
  private static int end(String text, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int at = start; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted && c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
      if (depth <= 0 && !quoted) {
        return at + 1;
      }
    }
    return text.length();
  }
}
