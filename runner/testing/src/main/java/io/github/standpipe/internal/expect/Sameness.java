package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Whether a value is as expected. Numbers are compared by value: 2, 2.0 and 2e0 are the same JSON
 * number. The order of an object's keys does not matter.
 */
final class Sameness {
  private Sameness() {}

  static boolean holds(JsonNode expected, JsonNode seen) {
    Optional<ExpectationRule> rule = ExpectationRule.at(expected);
    if (rule.isPresent()) {
      return rule.get().holds(seen);
    }
    if (expected.isObject() && seen.isObject()) {
      return expected.size() == seen.size()
          && expected.properties().stream()
              .allMatch(e -> seen.has(e.getKey()) && holds(e.getValue(), seen.get(e.getKey())));
    }
    if (expected.isArray() && seen.isArray()) {
      return items(expected, seen);
    }
    return expected.isNumber() && seen.isNumber()
        ? expected.decimalValue().compareTo(seen.decimalValue()) == 0
        : expected.equals(seen);
  }

  private static boolean items(JsonNode expected, JsonNode seen) {
    boolean same = expected.size() == seen.size();
    for (int i = 0; same && i < expected.size(); i++) {
      same = holds(expected.get(i), seen.get(i));
    }
    return same;
  }

  /** A hash that is equal for equal values; for exact values only. */
  static int hash(JsonNode value) {
    int hash = value.getNodeType().hashCode();
    if (value.isNumber()) {
      hash += value.decimalValue().stripTrailingZeros().hashCode();
    } else if (value.isObject()) {
      for (var field : value.properties()) {
        hash += field.getKey().hashCode() ^ (31 * hash(field.getValue()));
      }
    } else if (value.isArray()) {
      for (JsonNode item : value) {
        hash = 31 * hash + hash(item);
      }
    } else {
      hash += value.asText().hashCode();
    }
    return hash;
  }

  /** A key by which equal values are found. */
  record Key(int hash, JsonNode value) {
    static Key of(JsonNode value) {
      return new Key(Sameness.hash(value), value);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && hash == that.hash && holds(value, that.value);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
