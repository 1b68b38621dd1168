package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.IfText;
import io.github.standpipe.internal.lint.Syntax.LiteralText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import io.github.standpipe.internal.lint.Syntax.VariableUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Calls that cannot do what they are for: look-ups in loops, and regular expressions. */
final class CallRules {
  private static final Set<String> MATCHES = Set.of("test", "capture", "split", "replace");
  private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?<[a-zA-Z]");
  private static final List<String> PROBES = List.of("", "a", "0 z-\n");

  private final TransformSources sources;
  private final TransformText file;
  private final SingleLets lets;
  private final LintReport report;

  private CallRules(TransformSources sources, TransformText file, LintReport report) {
    this.sources = sources;
    this.file = file;
    this.lets = new SingleLets(file);
    this.report = report;
  }

  static void examine(TransformSources sources, LintReport report) {
    for (TransformText file : sources.files()) {
      CallRules rules = new CallRules(sources, file, report);
      file.each(rules::visit);
    }
  }

  private void visit(Syntax expression) {
    switch (expression) {
      case LoopText loop -> {
        LoopDependence dependence = LoopDependence.in(sources, file, loop);
        loop.body().forEach(part -> lookups(part, dependence));
      }
      case CallText call when sources.isBuiltIn(file, call) && MATCHES.contains(call.name()) ->
          pattern(call);
      default -> {}
    }
  }

  /** Whether an expression is a look-up, or calls a function that looks up in any case. */
  private boolean looksUp(TransformText in, Syntax expression) {
    return sources.isBuiltIn(in, expression, "lookup")
        || expression instanceof CallText call
            && sources
                .function(in, call)
                .filter(called ->
                    called.function().block().parts().stream()
                        .anyMatch(part -> contains(called.file(), part)))
                .isPresent();
  }

  private boolean contains(TransformText in, Syntax expression) {
    return sources.isBuiltIn(in, expression, "lookup")
        || switch (expression) {
          case LoopText loop -> false;
          case IfText choice -> contains(in, choice.test());
          case OperatorText operator when operator.isLogic() || operator.isPipe() ->
              contains(in, operator.left());
          default -> expression.parts().stream().anyMatch(part -> contains(in, part));
        };
  }

  /** A branch may be why the look-up stands in the loop, and an inner loop is examined itself. */
  private void lookups(Syntax expression, LoopDependence dependence) {
    if (expression instanceof CallText call && looksUp(file, call) && !dependence.of(call)) {
      report.add(
          LintRule.LOOKUP_IN_LOOP,
          call.at(),
          LintReport.shown(call) + " is the same for each item of its loop.",
          "Put it into a let before the loop, or use a key of the item.");
    }
    switch (expression) {
      case LoopText loop -> lookups(loop.over(), dependence);
      case IfText choice -> lookups(choice.test(), dependence);
      case OperatorText operator when operator.isLogic() || operator.isPipe() ->
          lookups(operator.left(), dependence);
      default -> {
        LoopDependence inside = dependence.inside(expression);
        expression.parts().forEach(part -> lookups(part, inside));
      }
    }
  }

  private void pattern(CallText call) {
    if (call.arguments().size() < 2) {
      return;
    }
    text(call.arguments().get(1))
        .ifPresent(literal -> {
          try {
            Pattern pattern = Pattern.compile(literal.value().textValue());
            pattern(call, literal, pattern);
          } catch (PatternSyntaxException e) {
            // it fails when it is evaluated, or is refused before
          }
        });
  }

  private void pattern(CallText call, LiteralText literal, Pattern pattern) {
    String shown = LintReport.quoted(literal.at().text());
    if (call.name().equals("capture") && !NAMED_GROUP.matcher(pattern.pattern()).find()) {
      report.add(
          LintRule.CAPTURE_NOTHING,
          literal.at(),
          "capture() by " + shown + " gives an empty object, because no group has a name.",
          "Name the groups, as in (?<year>[0-9]+), or ask by test().");
    }
    if (call.name().equals("replace")
        && PROBES.stream().allMatch(probe -> findsNothing(pattern, probe))) {
      report.add(
          LintRule.REPLACE_EMPTY,
          literal.at(),
          "replace() by " + shown + " fails, because it also finds what is empty.",
          "Demand at least one character, as in [0-9]+.");
    }
    PatternAmbiguity.in(pattern.pattern())
        .map(PatternAmbiguity.RepeatedText::repeated)
        .ifPresent(repeated ->
            report.add(
                LintRule.SLOW_PATTERN,
                literal.at(),
                shown
                    + " can match a text of repeated "
                    + LintReport.quoted("'" + LintReport.escaped(repeated) + "'")
                    + " in more ways than can be tried.",
                "Let only one part of the pattern match each character, or bound the text."));
  }

  private static boolean findsNothing(Pattern pattern, String text) {
    return pattern.matcher(text).results().anyMatch(found -> found.start() == found.end());
  }

  /** A string, also by way of a variable that is declared once. */
  private Optional<LiteralText> text(Syntax expression) {
    if (expression instanceof LiteralText literal) {
      return Optional.of(literal).filter(one -> one.value().isTextual());
    }
    return expression instanceof VariableUse use
        ? lets.value(use).filter(LiteralText.class::isInstance).flatMap(this::text)
        : Optional.empty();
  }
}
