package io.github.standpipe.internal.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.lint.Syntax.ArrayText;
import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import io.github.standpipe.internal.lint.Syntax.VariableUse;
import io.github.standpipe.internal.lint.ValueKinds.ValueKind;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Expressions whose value does not depend on the event although they look as if it did. */
final class ConstantRules {
  private static final Set<String> RANDOM = Set.of("random", "uuid", "now");

  private final TransformSources sources;
  private final TransformText file;
  private final LintReport report;
  private final ValueKinds kinds;
  private final SingleLets lets;

  private ConstantRules(TransformSources sources, TransformText file, LintReport report) {
    this.sources = sources;
    this.file = file;
    this.report = report;
    this.kinds = new ValueKinds(sources, file);
    this.lets = new SingleLets(file);
  }

  static void examine(TransformSources sources, LintReport report) {
    for (TransformText file : sources.files()) {
      file.each(new ConstantRules(sources, file, report)::visit);
    }
  }

  private void visit(Syntax expression) {
    switch (expression) {
      case OperatorText operator when operator.isComparison() -> comparison(operator);
      case OperatorText operator -> overflow(operator);
      case CallText call when sources.isBuiltIn(file, call) -> {
        if (call.name().equals("fallback")) {
          fallback(call.arguments());
        } else if (call.name().equals("contains") && call.arguments().size() == 2) {
          contains(call.arguments().get(0), call.arguments().get(1));
        }
      }
      case LoopText loop -> key(loop);
      default -> {}
    }
  }

  private void comparison(OperatorText operator) {
    Optional<Boolean> value =
        ConstantValues.of(operator).map(JsonNode::booleanValue).or(() -> known(operator));
    value.ifPresent(always ->
        report.add(
            LintRule.CONSTANT_COMPARISON,
            operator.at(),
            LintReport.shown(operator) + " is always " + always + ".",
            "Compare with what was meant, or write " + always + "."));
  }

  private Optional<Boolean> known(OperatorText operator) {
    String left = operator.left().at().text();
    if (left.equals(operator.right().at().text()) && isRepeatable(operator.left())) {
      return Optional.of(operator.sign().contains("="))
          .filter(same -> same || operator.sign().length() == 1)
          .map(same -> same && !operator.sign().equals("!="));
    }
    boolean equality = operator.sign().equals("==") || operator.sign().equals("!=");
    Set<ValueKind> one = kinds.of(operator.left());
    Set<ValueKind> other = kinds.of(operator.right());
    return equality && Collections.disjoint(one, other)
        ? Optional.of(operator.sign().equals("!="))
        : Optional.empty();
  }

  /** Whether it has the same value if it is evaluated again. */
  private boolean isRepeatable(Syntax expression) {
    boolean[] repeatable = {true};
    Syntax.each(
        expression,
        part -> {
          if (part instanceof CallText call) {
            repeatable[0] &= sources.isBuiltIn(file, call) && !RANDOM.contains(call.name());
          }
        });
    return repeatable[0];
  }

  private void overflow(OperatorText operator) {
    Optional<BigInteger> exact =
        ConstantValues.exact(
            new OperatorText(
                operator.at(),
                operator.sign(),
                constant(operator.left()),
                constant(operator.right())));
    if (exact.isPresent() && !ConstantValues.fits(exact.get())) {
      report.add(
          LintRule.OVERFLOW,
          operator.at(),
          LintReport.shown(operator) + " does not fit into 64 bits, and wraps around.",
          "Compute with smaller numbers, or write the result as a string.");
    }
  }

  /** The value of a variable, if it has just one. */
  private Syntax constant(Syntax operand) {
    return operand instanceof VariableUse use ? lets.value(use).orElse(operand) : operand;
  }

  private void fallback(List<Syntax> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      Syntax argument = arguments.get(i);
      String text = argument.at().text();
      if (i < arguments.size() - 1 && isThere(argument)) {
        report.add(
            LintRule.FALLBACK_CONSTANT,
            argument.at(),
            LintReport.shown(argument)
                + " always has a value, so what follows it in fallback() is never used.",
            "Put it last, or remove what follows it.");
        return;
      }
      if (isRepeatable(argument)
          && arguments.subList(0, i).stream().anyMatch(one -> one.at().text().equals(text))) {
        report.add(
            LintRule.FALLBACK_CONSTANT,
            argument.at(),
            LintReport.shown(argument) + " is already tried before it in fallback().",
            "Try something else, or remove it.");
      }
    }
  }

  /** Null and what is empty are passed over. */
  private boolean isThere(Syntax argument) {
    Optional<JsonNode> value = ConstantValues.of(argument);
    return value.isPresent()
        ? !ConstantValues.isOmitted(value.get())
        : Collections.disjoint(
            kinds.of(argument), Set.of(ValueKind.NULL, ValueKind.ARRAY, ValueKind.OBJECT));
  }

  /** A computed integer is a long, and an integer of the text is not. */
  private void contains(Syntax value, Syntax array) {
    boolean computes =
        value instanceof OperatorText operator
            && (Set.of("-", "*").contains(operator.sign())
                || operator.sign().equals("+")
                    && (isInteger(operator.left()) || isInteger(operator.right())));
    if (computes
        && array instanceof ArrayText texts
        && !texts.items().isEmpty()
        && texts.items().stream().allMatch(ConstantRules::isInteger)) {
      report.add(
          LintRule.CONTAINS_COMPUTED,
          value.at(),
          "contains() never finds the computed "
              + LintReport.shown(value)
              + " among the integers "
              + LintReport.shown(array)
              + ".",
          "Compare by ==, which takes both for the same number.");
    }
  }

  private static boolean isInteger(Syntax expression) {
    return ConstantValues.of(expression).filter(JsonNode::isInt).isPresent();
  }

  private void key(LoopText loop) {
    loop.key()
        .filter(key -> !LoopDependence.in(sources, file, loop).of(key))
        .ifPresent(key ->
            report.add(
                LintRule.LOOP_KEY,
                key.at(),
                "Each item of the loop gets the same key, "
                    + LintReport.shown(key)
                    + ", so only the last is kept.",
                "Compute the key from the item."));
  }
}
