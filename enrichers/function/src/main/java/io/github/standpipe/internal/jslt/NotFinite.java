package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.json.Finite;
import org.jspecify.annotations.Nullable;

/**
 * Finds arithmetic results that JSON cannot express: JSLT evaluates {@code 1.0 / 0} to infinity,
 * which would be written as the text {@code "Infinity"}.
 */
public final class NotFinite {

  private NotFinite() {}

  /** The path of the first number that is infinite or NaN; null if all numbers are finite. */
  public static @Nullable String in(JsonNode value) {
    return Finite.fails(value) ? path(value) : null;
  }

  /** The path to it, computed only if there is one. */
  private static String path(JsonNode value) {
    for (var field : value.properties()) {
      if (Finite.fails(field.getValue())) {
        return "." + field.getKey() + path(field.getValue());
      }
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      if (Finite.fails(value.get(i))) {
        return "[" + i + "]" + path(value.get(i));
      }
    }
    return "";
  }
}
