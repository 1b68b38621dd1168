package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * How much two values have in common, from 0 to 1. It compares a bounded number of places and
 * ignores the rest. It ranks values that differ, and never decides whether they do.
 */
final class Similarity {
  /** Two objects or arrays below this have too little in common to be compared place by place. */
  static final double LEAST = 0.1;

  private static final double SAME_PLACE = 0.3;
  private static final int MOST_PLACES = 200;

  private int places;

  private Similarity() {}

  static double of(JsonNode expected, JsonNode seen) {
    return new Similarity().like(expected, seen);
  }

  private double like(JsonNode expected, JsonNode seen) {
    places++;
    Optional<ExpectationRule> rule = ExpectationRule.at(expected);
    if (rule.isPresent()) {
      return rule.get().holds(seen) ? 1 : SAME_PLACE;
    }
    if (expected.isObject() && seen.isObject()) {
      return objects(expected, seen);
    }
    if (expected.isArray() && seen.isArray()) {
      return arrays(expected, seen);
    }
    return Sameness.holds(expected, seen) ? 1 : 0;
  }

  private double objects(JsonNode expected, JsonNode seen) {
    double shared = 0;
    int all = seen.size();
    for (var member : expected.properties()) {
      JsonNode other = seen.get(member.getKey());
      if (other == null) {
        all++;
      } else if (places < MOST_PLACES) {
        shared += atPlace(member.getValue(), other);
      } else {
        all--;
      }
    }
    return all == 0 ? 1 : shared / all;
  }

  private double arrays(JsonNode expected, JsonNode seen) {
    double shared = 0;
    int both = Math.min(expected.size(), seen.size());
    int looked = 0;
    for (; looked < both && places < MOST_PLACES; looked++) {
      shared += atPlace(expected.get(looked), seen.get(looked));
    }
    int all = Math.max(expected.size(), seen.size()) - (both - looked);
    return all == 0 ? 1 : shared / all;
  }

  private double atPlace(JsonNode expected, JsonNode seen) {
    return SAME_PLACE + (1 - SAME_PLACE) * like(expected, seen);
  }
}
