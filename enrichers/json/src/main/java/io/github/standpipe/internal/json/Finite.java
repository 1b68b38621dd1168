package io.github.standpipe.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;

/** Finds numbers that JSON cannot express. */
public final class Finite {
  private Finite() {}

  /** Whether a value is, or contains at any depth, a number that is infinite or NaN. */
  public static boolean fails(JsonNode value) {
    if (value instanceof TextNode) {
      return false;
    }
    if (value instanceof ValueNode) {
      return (value instanceof DoubleNode || value instanceof FloatNode)
          && !Double.isFinite(value.doubleValue());
    }
    return value instanceof PlainObject plain ? plain.holdsNotFinite() : anyFails(value);
  }

  private static boolean anyFails(JsonNode container) {
    if (container.isArray()) {
      int size = container.size();
      for (int place = 0; place < size; place++) {
        if (fails(container.get(place))) {
          return true;
        }
      }
      return false;
    }
    for (JsonNode part : container) {
      if (fails(part)) {
        return true;
      }
    }
    return false;
  }
}
