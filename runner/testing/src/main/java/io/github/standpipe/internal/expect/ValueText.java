package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.json.Printable;

/** Values as a difference prints them: short ones whole, long texts around the difference. */
final class ValueText {
  private static final int MOST = 80;
  private static final int BEFORE = 20;

  private ValueText() {}

  static boolean isShort(JsonNode value) {
    return !isLarge(value) && Json.text(value).length() <= MOST;
  }

  /** A value that differs from another one. */
  static String of(JsonNode value, JsonNode other) {
    if (isShort(value)) {
      return Json.text(value);
    }
    return switch (value.getNodeType()) {
      case OBJECT -> "an object of " + count(value.size(), "key");
      case ARRAY -> "an array of " + count(value.size(), "item");
      case STRING -> excerpt(value.textValue(), other.isTextual() ? other.textValue() : "");
      default -> Printable.shortened(Json.text(value), MOST);
    };
  }

  static String of(JsonNode value) {
    return of(value, value);
  }

  private static String excerpt(String text, String other) {
    int parts = 0;
    while (parts < Math.min(text.length(), other.length())
        && text.charAt(parts) == other.charAt(parts)) {
      parts++;
    }
    int from = text.equals(other) || parts <= BEFORE ? 0 : begin(text, parts - BEFORE);
    String part = Printable.shortened(text.substring(from), MOST);
    return Json.text(Json.array().textNode((from > 0 ? "..." : "") + part))
        + " ("
        + count(text.length(), "character")
        + (from > 0 ? ", from " + (from + 1) + " on)" : ")");
  }

  /** Not within a surrogate pair. */
  private static int begin(String text, int from) {
    return Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
  }

  private static boolean isLarge(JsonNode value) {
    return value.isTextual() && value.textValue().length() > MOST || value.size() > MOST;
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
