package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a number must satisfy.
 *
 * @param multiples what it must be a multiple of
 */
record NumberRule(
    boolean isWhole, Optional<Limit> low, Optional<Limit> high, Set<BigDecimal> multiples)
    implements TypeRule {
  static final NumberRule ANY = new NumberRule(false, Optional.empty(), Optional.empty(), Set.of());

  /** A limit that numbers may reach, or only come near to. */
  record Limit(BigDecimal at, boolean isIncluded) {
    @Override
    public String toString() {
      return at.stripTrailingZeros().toPlainString() + (isIncluded ? "" : " exclusive");
    }
  }

  static NumberRule of(JsonNode schema, boolean isWhole) {
    Set<BigDecimal> multiples = new TreeSet<>();
    JsonNode step = schema.path("multipleOf");
    if (step.isNumber() && step.decimalValue().signum() > 0) {
      multiples.add(step.decimalValue());
    }
    return new NumberRule(
        isWhole,
        limit(schema.path("minimum"), schema.path("exclusiveMinimum"), true),
        limit(schema.path("maximum"), schema.path("exclusiveMaximum"), false),
        multiples);
  }

  /** Draft 4 marks a limit as exclusive with a boolean; later drafts write it as a number. */
  private static Optional<Limit> limit(JsonNode limit, JsonNode exclusive, boolean isLow) {
    Optional<Limit> written =
        limit.isNumber()
            ? Optional.of(new Limit(limit.decimalValue(), !exclusive.asBoolean(false)))
            : Optional.empty();
    return exclusive.isNumber()
        ? stricter(written, Optional.of(new Limit(exclusive.decimalValue(), false)), isLow)
        : written;
  }

  private static Optional<Limit> stricter(
      Optional<Limit> one, Optional<Limit> other, boolean isLow) {
    return isWithin(one, other, isLow) ? one : other;
  }

  /** Whether a limit is at least as strict as another. */
  static boolean isWithin(Optional<Limit> inner, Optional<Limit> outer, boolean isLow) {
    if (outer.isEmpty()) {
      return true;
    }
    if (inner.isEmpty()) {
      return false;
    }
    int difference = inner.get().at().compareTo(outer.get().at());
    int order = isLow ? difference : -difference;
    return order > 0 || order == 0 && (outer.get().isIncluded() || !inner.get().isIncluded());
  }

  @Override
  public TypeRule and(TypeRule other) {
    NumberRule number = (NumberRule) other;
    return new NumberRule(
        isWhole || number.isWhole,
        stricter(low, number.low, true),
        stricter(high, number.high, false),
        TextRule.union(multiples, number.multiples));
  }

  /** The same numbers, with limits that are among them if they are multiples of something. */
  NumberRule tightened() {
    Optional<Limit> least = low;
    Optional<Limit> most = high;
    for (BigDecimal step : steps()) {
      least = least.map(limit -> reached(limit, step, RoundingMode.CEILING));
      most = most.map(limit -> reached(limit, step, RoundingMode.FLOOR));
    }
    return new NumberRule(isWhole, least, most, multiples);
  }

  private Set<BigDecimal> steps() {
    return isWhole ? TextRule.union(multiples, Set.of(BigDecimal.ONE)) : multiples;
  }

  private static Limit reached(Limit limit, BigDecimal step, RoundingMode inwards) {
    BigDecimal at = limit.at().divide(step, 0, inwards).multiply(step);
    boolean isMissed = at.compareTo(limit.at()) == 0 && !limit.isIncluded();
    BigDecimal next = inwards == RoundingMode.CEILING ? at.add(step) : at.subtract(step);
    return new Limit(isMissed ? next : at, true);
  }

  @Override
  public boolean isImpossible() {
    NumberRule tight = tightened();
    return isEmpty(tight.low, tight.high);
  }

  private static boolean isEmpty(Optional<Limit> low, Optional<Limit> high) {
    if (low.isEmpty() || high.isEmpty()) {
      return false;
    }
    int order = low.get().at().compareTo(high.get().at());
    return order > 0 || order == 0 && !(low.get().isIncluded() && high.get().isIncluded());
  }

  boolean contains(BigDecimal number) {
    Optional<Limit> exact = Optional.of(new Limit(number, true));
    return isWithin(exact, low, true)
        && isWithin(exact, high, false)
        && (!isWhole || isMultiple(number, BigDecimal.ONE))
        && multiples.stream().allMatch(step -> isMultiple(number, step));
  }

  static boolean isMultiple(BigDecimal number, BigDecimal step) {
    return number.remainder(step).signum() == 0;
  }

  /** Whether all numbers of this rule are multiples. */
  boolean hasOnlyMultiplesOf(BigDecimal step) {
    return multiples.stream().anyMatch(own -> isMultiple(own, step))
        || isWhole && isMultiple(BigDecimal.ONE, step);
  }
}
