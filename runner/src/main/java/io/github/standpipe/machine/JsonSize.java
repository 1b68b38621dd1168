package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The bytes of JSON as text. Counts instead of writing: each state's data is measured, and most of
 * it is small.
 */
final class JsonSize {
  /** A control character that is escaped by its number. */
  private static final int LONGEST = 6;

  private static final int LONGEST_INTEGER = 20;

  private long left;

  private JsonSize(long limit) {
    left = limit;
  }

  static boolean exceeds(JsonNode json, long limit) {
    return most(json, limit) < 0 && isMore(json, limit);
  }

  private static boolean isMore(JsonNode json, long limit) {
    JsonSize size = new JsonSize(limit);
    size.count(json);
    return size.left < 0;
  }

  /**
   * What is at least left of a limit: each character is taken for the longest, so that texts are
   * not read. Most data is far below the limit.
   */
  private static long most(JsonNode json, long left) {
    long rest = left;
    if (json.isTextual()) {
      return rest - 2 - (long) LONGEST * json.textValue().length();
    }
    if (json.isObject()) {
      for (Map.Entry<String, JsonNode> field : json.properties()) {
        rest = most(field.getValue(), rest - 4 - (long) LONGEST * field.getKey().length());
        if (rest < 0) {
          return rest;
        }
      }
      return rest - 2;
    }
    for (JsonNode item : json) {
      rest = most(item, rest - 1);
      if (rest < 0) {
        return rest;
      }
    }
    return rest - 2 - (json.isValueNode() ? longest(json) : 0);
  }

  private static long longest(JsonNode value) {
    return value.isInt() || value.isLong()
        ? LONGEST_INTEGER
        : value.toString().length() + number(value).length();
  }

  /** The bytes of JSON as text. */
  static long of(JsonNode json) {
    JsonSize size = new JsonSize(Long.MAX_VALUE);
    size.count(json);
    return Long.MAX_VALUE - size.left;
  }

  private void count(JsonNode json) {
    if (left < 0) {
      return;
    }
    switch (json.getNodeType()) {
      case OBJECT -> object(json);
      case ARRAY -> array(json);
      case STRING -> text(json.textValue());
      case NUMBER -> left -= number(json).length();
      default -> left -= json.toString().length();
    }
  }

  private static String number(JsonNode json) {
    return json.isBigDecimal() ? json.decimalValue().toPlainString() : json.asText();
  }

  private void object(JsonNode json) {
    left -= 2 + Math.max(0, json.size() - 1);
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      text(field.getKey());
      left--;
      count(field.getValue());
    }
  }

  private void array(JsonNode json) {
    left -= 2 + Math.max(0, json.size() - 1);
    for (JsonNode item : json) {
      count(item);
    }
  }

  private void text(String text) {
    left -= 2;
    for (int i = 0; i < text.length() && left >= 0; i++) {
      left -= bytes(text.charAt(i));
    }
  }

  /** Half of a surrogate pair counts as half of its four bytes. */
  private static int bytes(char c) {
    if (c == '"' || c == '\\' || c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r') {
      return 2;
    }
    if (c < 0x20) {
      return 6;
    }
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
