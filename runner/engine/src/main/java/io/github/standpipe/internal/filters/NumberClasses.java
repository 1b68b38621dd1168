package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Numbers, one for each interval between the bounds of some matchers, and the bounds themselves.
 *
 * <p>Event-ruler compares only numbers that are the shortest form of a double; one that is not
 * stands for all others.
 */
final class NumberClasses {
  private static final BigDecimal INEXACT = new BigDecimal("0.33333333333333331");
  private static final int MOST_DIGITS = 18;

  private NumberClasses() {}

  /**
   * The numbers.
   *
   * @param bounds the numbers of the matchers
   */
  static List<JsonNode> of(List<BigDecimal> bounds) {
    List<BigDecimal> all = new ArrayList<>();
    TreeSet<BigDecimal> exact = new TreeSet<>();
    for (BigDecimal bound : bounds) {
      all.add(plain(bound));
      if (isExact(bound)) {
        exact.add(plain(bound));
      }
    }
    if (exact.isEmpty()) {
      all.add(BigDecimal.ONE);
    } else {
      below(exact.first()).ifPresent(all::add);
      BigDecimal before = null;
      for (BigDecimal bound : exact) {
        if (before != null) {
          between(before, bound).ifPresent(all::add);
        }
        before = bound;
      }
      below(exact.last().negate()).map(BigDecimal::negate).ifPresent(all::add);
    }
    all.add(INEXACT);
    return all.stream().distinct().map(NumberClasses::json).toList();
  }

  private static BigDecimal plain(BigDecimal number) {
    return isExact(number) ? number.stripTrailingZeros() : number;
  }

  private static boolean isExact(BigDecimal number) {
    double nearest = number.doubleValue();
    return !Double.isInfinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0;
  }

  private static Optional<BigDecimal> below(BigDecimal number) {
    BigDecimal whole = number.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
    if (whole.compareTo(number) < 0 && isExact(whole)) {
      return Optional.of(plain(whole));
    }
    double next = Math.nextDown(number.doubleValue());
    return Double.isInfinite(next) ? Optional.empty() : Optional.of(BigDecimal.valueOf(next));
  }

  /** A number between two, with as few digits as can be; empty between neighbouring doubles. */
  private static Optional<BigDecimal> between(BigDecimal low, BigDecimal high) {
    for (int digits = 0; digits < MOST_DIGITS; digits++) {
      BigDecimal unit = BigDecimal.ONE.movePointLeft(digits);
      BigDecimal next = low.setScale(digits, RoundingMode.FLOOR).add(unit);
      if (next.compareTo(low) > 0 && next.compareTo(high) < 0 && isExact(next)) {
        return Optional.of(plain(next));
      }
    }
    BigDecimal next = BigDecimal.valueOf(Math.nextUp(low.doubleValue()));
    return next.compareTo(high) < 0 ? Optional.of(next) : Optional.empty();
  }

  /** As the engine reads it from a message. */
  private static JsonNode json(BigDecimal number) {
    String plain = number.toPlainString();
    try {
      return Json.parse(plain.length() <= MOST_DIGITS ? plain : number.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a number is JSON", e);
    }
  }
}
