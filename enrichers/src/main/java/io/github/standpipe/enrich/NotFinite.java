package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds what arithmetic leaves behind that JSON has no number for: JSLT gives {@code 1.0 / 0} as
 * infinity, which would be written as the text {@code "Infinity"}.
 */
final class NotFinite {

  private NotFinite() {}

  /** The path of the first number that is infinite or none; null where every number is finite. */
  static @Nullable String in(JsonNode value) {
    return holds(value) ? path(value) : null;
  }

  private static boolean holds(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER ->
          (value instanceof DoubleNode || value instanceof FloatNode)
              && !Double.isFinite(value.doubleValue());
      case OBJECT, ARRAY -> {
        for (JsonNode part : value) {
          if (holds(part)) {
            yield true;
          }
        }
        yield false;
      }
      default -> false;
    };
  }

  /** The way down to it, looked for only where there is one. */
  private static String path(JsonNode value) {
    for (var field : value.properties()) {
      if (holds(field.getValue())) {
        return "." + field.getKey() + path(field.getValue());
      }
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      if (holds(value.get(i))) {
        return "[" + i + "]" + path(value.get(i));
      }
    }
    return "";
  }
}
