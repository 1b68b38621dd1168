package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** Compares JSON; numbers by value, whatever type a component has. */
final class SameValue {
  private static final Comparator<JsonNode> COMPARATOR =
      (one, other) ->
          one.isNumber() && other.isNumber() && isFinite(one) && isFinite(other)
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private SameValue() {}

  static boolean is(JsonNode one, JsonNode other) {
    return one.equals(COMPARATOR, other);
  }

  /** What is equal for two scalars if and only if they are the same. */
  static Object key(JsonNode scalar) {
    return scalar.isNumber() && isFinite(scalar)
        ? scalar.decimalValue().stripTrailingZeros()
        : scalar;
  }

  /** JSON cannot express infinity; it would be written as a string. */
  static boolean isFinite(JsonNode value) {
    return !(value.isDouble() || value.isFloat()) || Double.isFinite(value.doubleValue());
  }
}
