package io.github.standpipe.internal.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * The bytes of JSON as text. Counts instead of writing: each state's data is measured, and most of
 * it is small.
 */
public final class JsonSize {
  /** A control character that is escaped by its number. */
  private static final int LONGEST = 6;

  private static final int LONGEST_INTEGER = 20;
  private static final int LONGEST_DOUBLE = 26;
  private static final int LONGEST_WORD = 5;

  private long left;

  private JsonSize(long limit) {
    left = limit;
  }

  public static boolean exceeds(JsonNode json, long limit) {
    return most(json, limit) < 0 && isMore(json, limit);
  }

  private static boolean isMore(JsonNode json, long limit) {
    JsonSize size = new JsonSize(limit);
    size.count(json);
    return size.left < 0;
  }

  /**
   * A lower bound of what is left of a limit: each character counts as the longest, so that texts
   * need not be read. Most data is far below the limit.
   */
  static long most(JsonNode json, long left) {
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

  /** At least what a value takes that is neither a text nor a container. */
  private static long longest(JsonNode value) {
    return switch (value.numberType()) {
      case INT, LONG -> LONGEST_INTEGER;
      case FLOAT, DOUBLE -> LONGEST_DOUBLE;
      case BIG_INTEGER, BIG_DECIMAL -> plainLength(value.decimalValue());
      case null -> value.isBoolean() || value.isNull() ? LONGEST_WORD : value.toString().length();
    };
  }

  /** The bytes of JSON as text. */
  public static long of(JsonNode json) {
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
      case NUMBER -> left -= number(json);
      default -> left -= json.toString().length();
    }
  }

  private static long number(JsonNode json) {
    return json.isBigDecimal() ? plainLength(json.decimalValue()) : json.asText().length();
  }

  /** The length of {@link BigDecimal#toPlainString}, whose text can be gigabytes. */
  private static long plainLength(BigDecimal value) {
    long sign = value.signum() < 0 ? 1 : 0;
    long scale = value.scale();
    if (scale <= 0) {
      return sign + (value.signum() == 0 ? 1 : value.precision() - scale);
    }
    return sign + Math.max(value.precision() + 1, scale + 2);
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

  /** A surrogate counts as half of its pair's four bytes. */
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
