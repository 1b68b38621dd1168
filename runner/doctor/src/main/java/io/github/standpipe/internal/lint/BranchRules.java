package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.BlockText;
import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.IfText;
import io.github.standpipe.internal.lint.Syntax.LetText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Branches that no event reaches. */
final class BranchRules {
  private final LintReport report;

  private BranchRules(LintReport report) {
    this.report = report;
  }

  static void examine(TransformSources sources, LintReport report) {
    for (TransformText file : sources.files()) {
      BranchRules rules = new BranchRules(report);
      file.roots().forEach(root -> rules.visit(root, Map.of()));
    }
  }

  /** Visits an expression in which the values of some conditions are known, by their text. */
  private void visit(Syntax expression, Map<String, Boolean> known) {
    switch (expression) {
      case IfText choice -> choice(choice, known);
      case LoopText loop -> {
        visit(loop.over(), known);
        loop.body().forEach(part -> visit(part, Map.of()));
        loop.filter().flatMap(BranchRules::constant).ifPresent(value -> filter(loop, value));
      }
      case OperatorText operator when operator.isPipe() -> {
        visit(operator.left(), known);
        visit(operator.right(), Map.of());
      }
      case OperatorText operator when operator.isLogic() -> {
        repeated(operator);
        operands(operator, known);
      }
      default ->
          expression.parts().forEach(part -> visit(part, declares(expression) ? Map.of() : known));
    }
  }

  /** The rest of a chain is not a chain of its own. */
  private void operands(OperatorText operator, Map<String, Boolean> known) {
    logic(operator);
    for (Syntax part : List.of(operator.left(), operator.right())) {
      if (part instanceof OperatorText same && same.sign().equals(operator.sign())) {
        operands(same, known);
      } else {
        visit(part, known);
      }
    }
  }

  private static boolean declares(Syntax expression) {
    return expression instanceof Syntax.ObjectText object
        && (!object.lets().isEmpty() || object.matcher().isPresent());
  }

  private void choice(IfText choice, Map<String, Boolean> known) {
    String text = choice.test().at().text();
    Boolean before = isPure(choice.test()) ? known.get(text) : null;
    Optional<Boolean> value = before == null ? constant(choice.test()) : Optional.of(before);
    value.ifPresentOrElse(always -> dead(choice, always, before != null), () -> alike(choice));
    visit(choice.test(), known);
    branch(choice.then(), and(known, text, true));
    choice.otherwise().ifPresent(other -> branch(other, and(known, text, false)));
  }

  /** Both branches are the same, so the condition decides nothing. */
  private void alike(IfText choice) {
    boolean isSame =
        choice
            .otherwise()
            .filter(other -> isSame(other.value(), choice.then().value()))
            .filter(other -> other.lets().isEmpty() && choice.then().lets().isEmpty())
            .filter(other -> isPure(choice.test()) && isPure(other.value()))
            .isPresent();
    if (isSame) {
      add(
          choice.test(),
          LintReport.shown(choice.test()) + " decides nothing: both branches are the same.",
          "Remove the condition, or correct one of the branches.");
    }
  }

  private static Map<String, Boolean> and(Map<String, Boolean> known, String text, boolean value) {
    Map<String, Boolean> more = new HashMap<>(known);
    more.put(text, value);
    return more;
  }

  private void branch(BlockText block, Map<String, Boolean> known) {
    List<LetText> lets = block.lets();
    lets.forEach(let -> visit(let.value(), lets.size() == 1 ? known : Map.of()));
    visit(block.value(), lets.isEmpty() ? known : Map.of());
  }

  private void dead(IfText choice, boolean always, boolean repeats) {
    String what = LintReport.shown(choice.test());
    String reason =
        repeats
            ? what + " is already known to be " + always + " here"
            : "The condition is always " + always;
    if (always && choice.otherwise().isEmpty()) {
      add(choice.test(), reason + ".", "Remove the condition.");
    } else if (always) {
      BlockText other = choice.otherwise().orElseThrow();
      add(other.value(), reason + ", so this branch is never reached.", "Remove the branch.");
    } else {
      add(
          choice.then().value(),
          reason + ", so this branch is never reached.",
          "Remove the branch, or correct the condition.");
    }
  }

  private void filter(LoopText loop, boolean value) {
    add(
        loop.filter().orElseThrow(),
        "The condition of the loop is always " + value + (value ? "." : ", so it has no items."),
        "Remove the condition, or correct it.");
  }

  /** An operand that stands twice in one chain of 'and' or 'or', wherever in it. */
  private void repeated(OperatorText operator) {
    List<Syntax> operands = new ArrayList<>();
    chain(operator, operator.sign(), operands);
    Set<String> before = new HashSet<>();
    for (Syntax one : operands) {
      if (!before.add(one.at().text()) && isPure(one) && constant(one).isEmpty()) {
        add(
            one,
            LintReport.shown(one) + " stands twice in '" + operator.sign() + "'.",
            "Remove it, or write the condition that was meant.");
      }
    }
  }

  private static boolean isSame(Syntax one, Syntax other) {
    return one.at().text().equals(other.at().text());
  }

  private static void chain(Syntax expression, String sign, List<Syntax> operands) {
    if (expression instanceof OperatorText operator && operator.sign().equals(sign)) {
      chain(operator.left(), sign, operands);
      chain(operator.right(), sign, operands);
    } else {
      operands.add(expression);
    }
  }

  private void logic(OperatorText operator) {
    boolean decides = operator.sign().equals("or");
    Optional<Boolean> left = constant(operator.left());
    if (left.isPresent()) {
      add(
          operator.left(),
          LintReport.shown(operator.left())
              + (left.get() == decides
                  ? " decides '" + operator.sign() + "', so what follows it is never evaluated."
                  : " has no effect on '" + operator.sign() + "'."),
          "Remove it, or write the condition that was meant.");
      return;
    }
    constant(operator.right())
        .ifPresent(right ->
            add(
                operator.right(),
                LintReport.shown(operator.right())
                    + (right == decides
                        ? " decides '" + operator.sign() + "', whatever stands before it."
                        : " has no effect on '" + operator.sign() + "'."),
                "Remove it, or write the condition that was meant."));
  }

  private void add(Syntax at, String observed, String instead) {
    report.add(LintRule.DEAD_BRANCH, at.at(), observed, instead);
  }

  /** A comparison is a finding of its own. */
  private static Optional<Boolean> constant(Syntax test) {
    return test instanceof OperatorText
        ? Optional.empty()
        : ConstantValues.of(test).map(ConstantValues::isTrue);
  }

  private static boolean isPure(Syntax test) {
    boolean[] pure = {true};
    Syntax.each(test, part -> pure[0] &= !(part instanceof CallText call) || isPure(call));
    return pure[0];
  }

  private static boolean isPure(CallText call) {
    return !call.name().equals("random") && !call.name().equals("uuid");
  }
}
