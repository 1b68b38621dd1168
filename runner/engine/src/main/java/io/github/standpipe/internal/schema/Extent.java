package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/**
 * The least and the greatest size of a text, an array or an object.
 *
 * @param most {@link #UNBOUNDED} if there is no limit
 */
record Extent(BigDecimal least, BigDecimal most) {
  static final BigDecimal UNBOUNDED = BigDecimal.valueOf(-1);
  static final Extent ANY = new Extent(BigDecimal.ZERO, UNBOUNDED);

  static Extent of(JsonNode schema, String least, String most) {
    return new Extent(
        schema.path(least).isNumber() ? schema.path(least).decimalValue() : BigDecimal.ZERO,
        schema.path(most).isNumber() ? schema.path(most).decimalValue() : UNBOUNDED);
  }

  boolean isBounded() {
    return most.signum() >= 0;
  }

  Extent and(Extent other) {
    BigDecimal smaller =
        !isBounded() ? other.most : !other.isBounded() ? most : most.min(other.most);
    return new Extent(least.max(other.least), smaller);
  }

  boolean isImpossible() {
    return isBounded() && least.compareTo(most) > 0;
  }

  boolean contains(long size) {
    BigDecimal at = BigDecimal.valueOf(size);
    return least.compareTo(at) <= 0 && (!isBounded() || at.compareTo(most) <= 0);
  }

  boolean startsWithin(Extent other) {
    return least.compareTo(other.least) >= 0;
  }

  boolean endsWithin(Extent other) {
    return !other.isBounded() || isBounded() && most.compareTo(other.most) <= 0;
  }
}
