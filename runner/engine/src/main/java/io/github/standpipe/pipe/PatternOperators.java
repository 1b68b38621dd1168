package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The operators that event-ruler accepts but Pipes does not, and numbers of {@code $or} that
 * EventBridge rejects and event-ruler cannot handle.
 */
final class PatternOperators {
  private static final Set<String> NOT_IN_PIPES = Set.of("wildcard", "cidr", "exactly");
  private static final long MAXIMUM_COMBINATIONS = 1000;

  private final String where;
  private final List<Refusal> faults = new ArrayList<>();
  private final Set<JsonNode> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean tooManyWays;

  PatternOperators(String where) {
    this.where = where;
  }

  /**
   * Rejects a number of {@code $or} combinations that EventBridge rejects and on which event-ruler
   * hangs.
   *
   * @throws Refusal for more than 1000 combinations
   */
  static void checkCombinations(JsonNode pattern, String where) {
    PatternOperators operators = new PatternOperators(where);
    operators.combined(pattern);
    if (!operators.faults.isEmpty()) {
      throw operators.faults.getFirst();
    }
  }

  /** Looks for operators that Pipes does not document. */
  void check(JsonNode pattern) {
    operators(pattern);
    combined(pattern);
  }

  private void combined(JsonNode pattern) {
    tooManyWays = combinations(pattern) > MAXIMUM_COMBINATIONS;
    if (tooManyWays) {
      refuse(
          Refusal.Kind.INVALID, "has over 1000 combinations of $or, more than EventBridge accepts");
    }
  }

  List<Refusal> faults() {
    return faults;
  }

  /** The leaves that use such an operator. */
  Set<JsonNode> leaves() {
    return leaves;
  }

  boolean hasTooManyWays() {
    return tooManyWays;
  }

  private void operators(JsonNode value) {
    for (var field : value.properties()) {
      if (PatternRules.isOr(field)) {
        field.getValue().forEach(this::operators);
      } else if (field.getValue().isArray()) {
        leaf(field.getValue());
      } else {
        operators(field.getValue());
      }
    }
  }

  private void leaf(JsonNode matchers) {
    int before = faults.size();
    matchers.forEach(this::operator);
    if (faults.size() > before) {
      leaves.add(matchers);
    }
  }

  private void operator(JsonNode matcher) {
    for (var field : matcher.properties()) {
      if (NOT_IN_PIPES.contains(field.getKey())) {
        refuse(
            Refusal.Kind.OPERATOR,
            "uses '" + field.getKey() + "', which Pipes " + ground(field.getKey()));
      }
      if (field.getKey().equals("anything-but")) {
        anythingBut(field.getValue());
      }
    }
  }

  /** The operator table of Pipes excludes the first and does not mention the others. */
  private static String ground(String operator) {
    return operator.equals("wildcard") ? "does not support" : "is not documented to support";
  }

  /** In a list, event-ruler would only report the start of an object. */
  private void anythingBut(JsonNode wanted) {
    if (wanted.isObject()) {
      nestedAnythingBut(wanted);
      return;
    }
    for (JsonNode item : wanted) {
      if (item.isObject()) {
        nestedAnythingBut(item);
      } else if (!item.isTextual() && !item.isNumber()) {
        refuse(
            Refusal.Kind.OPERATOR,
            "uses 'anything-but' with a list that contains "
                + (item.isArray() ? "another list" : Json.text(item))
                + "; use only strings or numbers");
      }
    }
  }

  private void nestedAnythingBut(JsonNode nested) {
    String operator = nested.properties().stream().map(f -> f.getKey()).findFirst().orElse("{}");
    refuse(
        Refusal.Kind.OPERATOR,
        "uses 'anything-but' with '"
            + operator
            + "', which Pipes does not support; use anything-but with strings or numbers");
  }

  private void refuse(Refusal.Kind kind, String fault) {
    faults.add(Refusal.of(kind, where, fault));
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
