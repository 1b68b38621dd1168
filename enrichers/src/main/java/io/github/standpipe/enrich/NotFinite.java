package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds what arithmetic leaves behind that JSON has no number for: JSLT gives {@code 1.0 / 0} as
 * infinity, which would be written as the text {@code "Infinity"}.
 */
final class NotFinite {

  private NotFinite() {}

  /** The path of the first number that is infinite or none; null where every number is finite. */
  static @Nullable String in(JsonNode value) {
    return in(value, "");
  }

  private static @Nullable String in(JsonNode value, String path) {
    if (value.isFloatingPointNumber() && !value.isBigDecimal()) {
      return Double.isFinite(value.doubleValue()) ? null : path;
    }
    if (value.isObject()) {
      for (var field : value.properties()) {
        String found = in(field.getValue(), path + "." + field.getKey());
        if (found != null) {
          return found;
        }
      }
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      String found = in(value.get(i), path + "[" + i + "]");
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
