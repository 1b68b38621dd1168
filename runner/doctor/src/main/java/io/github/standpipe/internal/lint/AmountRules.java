package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.IfText;
import io.github.standpipe.internal.lint.Syntax.KeyAccess;
import io.github.standpipe.internal.lint.Syntax.LetText;
import io.github.standpipe.internal.lint.Syntax.LiteralText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.MemberText;
import io.github.standpipe.internal.lint.Syntax.ObjectText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import io.github.standpipe.internal.lint.Syntax.VariableUse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Amounts of money that are computed in binary decimals, which do not hold hundredths. */
final class AmountRules {
  private static final Set<String> ROUNDS = Set.of("round", "floor", "ceiling");
  private static final Set<String> AMOUNTS =
      Set.of(
          "amount",
          "price",
          "total",
          "subtotal",
          "cost",
          "fee",
          "tax",
          "vat",
          "balance",
          "discount",
          "gross",
          "net",
          "refund",
          "money",
          "cents",
          "charge",
          "payment");

  private final TransformSources sources;
  private final TransformText file;
  private final Optional<ReadPaths> paths;
  private final SingleLets single;
  private final LintReport report;

  private AmountRules(
      TransformSources sources, TransformText file, Optional<ReadPaths> paths, LintReport report) {
    this.sources = sources;
    this.file = file;
    this.single = new SingleLets(file);
    this.paths = paths;
    this.report = report;
  }

  /**
   * Examines a transform.
   *
   * @param paths what it reads of events that are known, to see which values are decimals
   */
  static void examine(TransformSources sources, Optional<ReadPaths> paths, LintReport report) {
    for (TransformText file : sources.files()) {
      AmountRules rules = new AmountRules(sources, file, paths, report);
      rules.lets(file.lets());
      file.functions()
          .forEach(function -> {
            rules.lets(function.block().lets());
            rules.visit(function.block().value(), isAmount(function.name()));
          });
      file.body().ifPresent(body -> rules.visit(body, false));
    }
  }

  private void lets(List<LetText> lets) {
    lets.forEach(let -> visit(let.value(), isAmount(let.name())));
  }

  /**
   * Visits an expression.
   *
   * @param amount whether what it is for says that it is an amount
   */
  private void visit(Syntax expression, boolean amount) {
    switch (expression) {
      case CallText call when isRounding(call) -> {}
      case OperatorText operator when isInexactAmount(operator, amount) ->
          report.add(
              LintRule.INEXACT_AMOUNT,
              operator.at(),
              LintReport.shown(operator) + " computes an amount in binary decimals.",
              "Compute in cents, as integers, and divide last, or round the result.");
      case OperatorText operator when operator.isComparison() -> {}
      case ObjectText object -> {
        lets(object.lets());
        for (MemberText member : object.members()) {
          visit(member.value(), member.name().map(AmountRules::isAmount).orElse(false));
        }
        object.matcher().ifPresent(matcher -> visit(matcher.value(), false));
      }
      case IfText choice -> {
        visit(choice.test(), false);
        lets(choice.then().lets());
        visit(choice.then().value(), amount);
        choice
            .otherwise()
            .ifPresent(other -> {
              lets(other.lets());
              visit(other.value(), amount);
            });
      }
      case LoopText loop -> {
        visit(loop.over(), false);
        lets(loop.lets());
        visit(loop.value(), amount);
      }
      default -> expression.parts().forEach(part -> visit(part, amount));
    }
  }

  private boolean isRounding(CallText call) {
    return sources.isBuiltIn(file, call) && ROUNDS.contains(call.name());
  }

  /** A quotient is exact enough as the last step, and no further one. */
  private boolean isInexactAmount(OperatorText operator, boolean amount) {
    return Set.of("+", "-", "*").contains(operator.sign())
        && isInexact(operator)
        && (amount || namesAmount(operator));
  }

  private boolean isInexact(Syntax expression) {
    return switch (expression) {
      case LiteralText literal ->
          literal.value().isNumber() && !ValueForm.isDyadic(literal.value().decimalValue());
      case OperatorText operator ->
          operator.sign().equals("/")
              ? !isPowerOfTwo(operator.right())
              : Set.of("+", "-", "*").contains(operator.sign())
                  && !isText(operator)
                  && (isInexact(operator.left()) || isInexact(operator.right()));
      case KeyAccess access ->
          paths
              .flatMap(all -> all.part(access))
              .filter(part -> part.form().hasDecimals())
              .isPresent();
      case VariableUse use -> single.value(use).filter(this::isInexactAlone).isPresent();
      default -> false;
    };
  }

  /** A sum or a product was reported where it is computed. */
  private boolean isInexactAlone(Syntax value) {
    return (value instanceof LiteralText
            || value instanceof OperatorText operator && operator.sign().equals("/"))
        && isInexact(value);
  }

  /** Texts are joined by a plus, too. */
  private boolean isText(OperatorText operator) {
    Set<ValueKinds.ValueKind> kinds = new ValueKinds(sources, file).of(operator);
    return !kinds.contains(ValueKinds.ValueKind.NUMBER);
  }

  private static boolean isPowerOfTwo(Syntax divisor) {
    return ConstantValues.of(divisor)
        .filter(value -> value.isIntegralNumber() && Long.bitCount(value.longValue()) == 1)
        .isPresent();
  }

  private static boolean namesAmount(Syntax expression) {
    boolean[] names = {false};
    Syntax.each(
        expression,
        part -> {
          names[0] |= part instanceof KeyAccess access && isAmount(access.name());
          names[0] |= part instanceof VariableUse use && isAmount(use.name());
        });
    return names[0];
  }

  /** The last word of a name says what it is: a netWeight is not an amount. */
  private static boolean isAmount(String name) {
    String[] words =
        name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT).split("[^a-z]+", -1);
    return Arrays.stream(words)
        .filter(word -> !word.isEmpty())
        .reduce((one, last) -> last)
        .filter(AMOUNTS::contains)
        .isPresent();
  }
}
