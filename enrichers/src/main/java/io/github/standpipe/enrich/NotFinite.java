package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.jslt.Finite;
import org.jspecify.annotations.Nullable;

/**
 * Finds what arithmetic leaves behind that JSON has no number for: JSLT gives {@code 1.0 / 0} as
 * infinity, which would be written as the text {@code "Infinity"}.
 */
final class NotFinite {

  private NotFinite() {}

  /** The path of the first number that is infinite or none; null where every number is finite. */
  static @Nullable String in(JsonNode value) {
    return Finite.fails(value) ? path(value) : null;
  }

  /** The way down to it, looked for only where there is one. */
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
