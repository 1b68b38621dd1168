package io.github.standpipe.internal.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that a matcher {@code {"numeric": [">", 0, "<=", 5]}} matches.
 *
 * @param low empty if there is no lower limit
 * @param high empty if there is no upper limit
 */
record NumberRange(
    Optional<BigDecimal> low, boolean withLow, Optional<BigDecimal> high, boolean withHigh) {

  static Optional<NumberRange> of(JsonNode matcher) {
    JsonNode numeric = matcher.path("numeric");
    if (!numeric.isArray() || numeric.isEmpty() || numeric.size() % 2 != 0) {
      return Optional.empty();
    }
    NumberRange range = new NumberRange(Optional.empty(), false, Optional.empty(), false);
    for (int i = 0; i < numeric.size(); i += 2) {
      if (!numeric.get(i + 1).isNumber()) {
        return Optional.empty();
      }
      range = range.and(numeric.get(i).asText(), numeric.get(i + 1).decimalValue());
    }
    return Optional.of(range);
  }

  private NumberRange and(String operator, BigDecimal limit) {
    Optional<BigDecimal> at = Optional.of(limit);
    return switch (operator) {
      case "=" -> new NumberRange(at, true, at, true);
      case ">" -> new NumberRange(at, false, high, withHigh);
      case ">=" -> new NumberRange(at, true, high, withHigh);
      case "<" -> new NumberRange(low, withLow, at, false);
      default -> new NumberRange(low, withLow, at, true);
    };
  }

  /** Adds numbers at its limits, and just inside them. */
  void inside(List<JsonNode> values) {
    low.ifPresent(least -> {
      values.add(DecimalNode.valueOf(least));
      values.add(DecimalNode.valueOf(least.add(BigDecimal.ONE)));
      high.map(most -> least.add(most).divide(BigDecimal.TWO))
          .map(DecimalNode::valueOf)
          .ifPresent(values::add);
    });
    high.ifPresent(most -> {
      values.add(DecimalNode.valueOf(most));
      values.add(DecimalNode.valueOf(most.subtract(BigDecimal.ONE)));
    });
  }

  boolean contains(BigDecimal number) {
    return low.filter(least -> isOutside(number.compareTo(least), withLow)).isEmpty()
        && high.filter(most -> isOutside(most.compareTo(number), withHigh)).isEmpty();
  }

  private static boolean isOutside(int order, boolean with) {
    return order < 0 || order == 0 && !with;
  }
}
