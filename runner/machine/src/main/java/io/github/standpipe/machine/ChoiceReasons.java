package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.jsonata.JsonataExpressions;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a Choice took its branch: its rules up to the one that holds, leaf by leaf. It is evaluated
 * on demand, on the data that the state saw.
 */
public final class ChoiceReasons {
  private final StateRun visit;
  private final StateEvaluation evaluation;
  private final JsonNode input;
  private final int branch;

  /**
   * A rule that was evaluated.
   *
   * @param number counts from 1
   * @param holds whether the rule holds
   * @param next the state that it leads to
   * @param leaves its comparisons, in the order of the definition
   */
  public record Rule(int number, boolean holds, String next, List<Leaf> leaves) {
    /** {@return the rule in a line, such as {@code rule 1 does not hold: 1 of 2 leaves do}} */
    public String summary() {
      long held = leaves.stream().filter(Leaf::holds).count();
      String of = leaves.size() < 2 ? "" : ": " + held + " of " + leaves.size() + " leaves do";
      return "rule " + number + (holds ? " holds" : " does not hold" + of);
    }
  }

  /**
   * One comparison of a rule.
   *
   * @param path the left side: a path, or the left side of a condition
   * @param actual its value; empty if it is absent or cannot be evaluated
   * @param wanted such as {@code NumericLessThan 10}, with {@code not} in front if the rule negates
   *     it
   * @param holds whether the leaf is as the rule wants it
   */
  public record Leaf(String path, Optional<JsonNode> actual, String wanted, boolean holds) {}

  ChoiceReasons(StateRun visit, JsonNode input, int branch) {
    this.visit = visit;
    this.input = input;
    this.branch = branch;
    this.evaluation =
        new StateEvaluation(
            visit.machine().languages(),
            visit.rawInput(),
            visit.context()::object,
            visit.place().withVariables(visit.place().variables().copied()));
  }

  /**
   * {@return the comparisons of a condition in JSONata, as they are written, in the order of the
   * leaves of its rule}
   *
   * @param condition the field, <code>{% ... %}</code>; a constant has no comparisons
   */
  public static List<String> comparisons(String condition) {
    return JsonataExpressions.isExpression(condition)
        ? ConditionLeaves.texts(condition)
        : List.of();
  }

  /** {@return the index of the rule that holds, from 0 on; the number of rules for the default} */
  public int branch() {
    return branch;
  }

  /** {@return whether no rule holds} */
  public boolean isDefault() {
    return branch == visit.state().field("Choices").size();
  }

  /** {@return the rules up to the one that holds, in order; what follows was not evaluated} */
  public List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : visit.state().field("Choices")) {
      boolean holds = rules.size() == branch;
      rules.add(new Rule(rules.size() + 1, holds, rule.path("Next").asText(), leaves(rule)));
      if (holds) {
        break;
      }
    }
    return rules;
  }

  private List<Leaf> leaves(JsonNode rule) {
    List<Leaf> leaves = new ArrayList<>();
    if (visit.state().jsonata()) {
      new ConditionLeaves(evaluation, leaves).add(rule.path("Condition").asText());
    } else {
      compared(rule, false, leaves);
    }
    return leaves;
  }

  private void compared(JsonNode rule, boolean negated, List<Leaf> leaves) {
    if (rule.has("Not")) {
      compared(rule.get("Not"), !negated, leaves);
      return;
    }
    for (String all : List.of("And", "Or")) {
      if (rule.has(all)) {
        rule.get(all).forEach(part -> compared(part, negated, leaves));
        return;
      }
    }
    String path = rule.path("Variable").asText();
    leaves.add(
        new Leaf(
            path, value(path), (negated ? "not " : "") + operator(rule), holds(rule) ^ negated));
  }

  private boolean holds(JsonNode rule) {
    try {
      return new ChoiceRules(evaluation, input).matches(rule);
    } catch (StateFailure e) {
      return false; // the state itself did not get that far
    }
  }

  private Optional<JsonNode> value(String path) {
    try {
      return evaluation.optional(path, input);
    } catch (StateFailure e) {
      return Optional.empty();
    }
  }

  /** The operator with its operand, and the operand's value if that is a path. */
  private String operator(JsonNode rule) {
    for (var field : rule.properties()) {
      String name = field.getKey();
      boolean isOperator = name.startsWith("Is") || ChoiceRules.isComparison(name);
      if (isOperator) {
        String operand = MachineJson.text(field.getValue());
        return name.endsWith("Path")
            ? name
                + " "
                + operand
                + value(field.getValue().asText()).map(v -> " = " + MachineJson.text(v)).orElse("")
            : name + " " + operand;
      }
    }
    return "";
  }
}
