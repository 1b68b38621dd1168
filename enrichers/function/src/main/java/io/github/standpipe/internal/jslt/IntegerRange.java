package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;

/** Finds wrong results of JSLT, which computes integers in 64 bits. */
final class IntegerRange {
  private static final double END = 0x1p63;

  private IntegerRange() {}

  /** An operator of JSLT from integers to an integer. */
  enum Operation {
    PLUS,
    MINUS,
    TIMES,
    DIVIDED
  }

  /** Whether JSLT's result for two integers is wrong. */
  static boolean fails(Operation operation, JsonNode left, JsonNode right, JsonNode value) {
    if (!left.isIntegralNumber() || !right.isIntegralNumber() || !value.isNumber()) {
      return false;
    }
    return left.canConvertToLong() && right.canConvertToLong()
        ? wraps(operation, left.longValue(), right.longValue())
        : !operation.equals(Operation.DIVIDED)
            ? !exact(operation, left.bigIntegerValue(), right.bigIntegerValue())
                .equals(value.bigIntegerValue())
            : true;
  }

  private static boolean wraps(Operation operation, long left, long right) {
    try {
      long exact =
          switch (operation) {
            case PLUS -> Math.addExact(left, right);
            case MINUS -> Math.subtractExact(left, right);
            case TIMES -> Math.multiplyExact(left, right);
            case DIVIDED -> Math.divideExact(left, right);
          };
      return false;
    } catch (ArithmeticException e) {
      return true;
    }
  }

  private static BigInteger exact(Operation operation, BigInteger left, BigInteger right) {
    return switch (operation) {
      case PLUS -> left.add(right);
      case MINUS -> left.subtract(right);
      case TIMES -> left.multiply(right);
      case DIVIDED -> left.divide(right);
    };
  }

  /** Whether a function of JSLT returns integers of 64 bits. */
  static boolean isBounded(String function) {
    return switch (function) {
      case "sum", "modulo", "mod", "round", "floor", "ceiling" -> true;
      default -> false;
    };
  }

  /** Whether the exact result of such a function does not fit into 64 bits. */
  static boolean fails(String function, JsonNode[] given) {
    return switch (function) {
      case "sum" -> sumFails(given[0]);
      case "modulo", "mod" -> !fits(given[0]) || !fits(given[1]);
      default -> !fits(given[0]);
    };
  }

  private static boolean fits(JsonNode number) {
    if (!number.isNumber() || number.isIntegralNumber()) {
      return !number.isNumber() || number.canConvertToLong();
    }
    double value = number.doubleValue();
    return value < END && value >= -END;
  }

  private static boolean sumFails(JsonNode numbers) {
    BigInteger sum = BigInteger.ZERO;
    for (JsonNode number : numbers) {
      if (!number.isIntegralNumber()) {
        return false;
      }
      sum = sum.add(number.bigIntegerValue());
    }
    return sum.bitLength() >= Long.SIZE;
  }
}
