package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON objects and arrays that stand one after the other, as a loop of CLI calls prints them; with
 * a query, a call that received nothing prints {@code null} or {@code []}.
 */
final class OutputsInText {

  private static final String NOTHING = "null";

  private OutputsInText() {}

  /** The values of a text that holds nothing else; none for any other text. */
  static List<JsonNode> of(String text) {
    List<JsonNode> values = new ArrayList<>();
    int start = start(text, 0);
    while (start < text.length()) {
      int end = text.startsWith(NOTHING, start) ? start + NOTHING.length() : end(text, start);
      JsonNode value = Capture.parsed(text.substring(start, end));
      if (value == null || value.isValueNode() && !value.isNull()) {
        return List.of();
      }
      if (value.isObject() || !value.isEmpty()) {
        values.add(value);
      }
      start = start(text, end);
    }
    return values;
  }

  private static int start(String text, int from) {
    int start = from;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return start;
  }

  /** Behind the bracket that closes the value; the text's end if none does. */
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
