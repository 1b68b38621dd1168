package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import java.util.Set;

/** What event-ruler takes of a pattern's operators and Pipes does not. */
final class PatternOperators {
  private static final Set<String> NOT_IN_PIPES = Set.of("wildcard", "cidr", "exactly");
  private static final long MAXIMUM_COMBINATIONS = 1000;

  private PatternOperators() {}

  /**
   * Refuses operators that Pipes does not document.
   *
   * @throws Refusal also for so many {@code $or} that EventBridge refuses, and event-ruler hangs
   */
  static void check(JsonNode pattern, String where) {
    operators(pattern, where);
    checkCombinations(pattern, where);
  }

  /**
   * Refuses so many {@code $or} that EventBridge refuses them, and event-ruler hangs.
   *
   * @throws Refusal for more than 1000 combinations
   */
  static void checkCombinations(JsonNode pattern, String where) {
    if (combinations(pattern) > MAXIMUM_COMBINATIONS) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          where,
          "makes over 1000 combinations of $or, more than EventBridge takes");
    }
  }

  private static void operators(JsonNode value, String where) {
    for (var field : value.properties()) {
      if (PatternRules.isOr(field)) {
        field.getValue().forEach(branch -> operators(branch, where));
      } else if (field.getValue().isArray()) {
        field.getValue().forEach(matcher -> operator(matcher, where));
      } else {
        operators(field.getValue(), where);
      }
    }
  }

  private static void operator(JsonNode matcher, String where) {
    for (var field : matcher.properties()) {
      if (NOT_IN_PIPES.contains(field.getKey())) {
        throw Refusal.of(
            Refusal.Kind.OPERATOR,
            where,
            "uses '" + field.getKey() + "', which Pipes " + ground(field.getKey()));
      }
      if (field.getKey().equals("anything-but")) {
        anythingBut(field.getValue(), where);
      }
    }
  }

  /** The table of Pipes' operators says no to the first, and nothing of the others. */
  private static String ground(String operator) {
    return operator.equals("wildcard") ? "does not support" : "is not documented to support";
  }

  /** In a list event-ruler would only say that it met the start of an object. */
  private static void anythingBut(JsonNode wanted, String where) {
    if (wanted.isObject()) {
      throw nestedAnythingBut(wanted, where);
    }
    for (JsonNode item : wanted) {
      if (item.isObject()) {
        throw nestedAnythingBut(item, where);
      }
      if (!item.isTextual() && !item.isNumber()) {
        throw Refusal.of(
            Refusal.Kind.OPERATOR,
            where,
            "uses 'anything-but' with a list that holds "
                + (item.isArray() ? "another list" : Json.text(item))
                + "; give it strings or numbers only");
      }
    }
  }

  private static Refusal nestedAnythingBut(JsonNode nested, String where) {
    String operator = nested.properties().stream().map(f -> f.getKey()).findFirst().orElse("{}");
    return Refusal.of(
        Refusal.Kind.OPERATOR,
        where,
        "uses 'anything-but' with '"
            + operator
            + "', which Pipes does not support; give anything-but strings or numbers");
  }

  /** The fields of an object multiply, the branches of an {@code $or} add up. */
  private static long combinations(JsonNode value) {
    long all = 1;
    for (var field : value.properties()) {
      long some = 0;
      if (PatternRules.isOr(field)) {
        for (JsonNode branch : field.getValue()) {
          some += combinations(branch);
        }
      } else {
        some = combinations(field.getValue());
      }
      all = Math.min(all * Math.max(some, 1), MAXIMUM_COMBINATIONS + 1);
    }
    return all;
  }
}
