package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.BlockText;
import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.IfText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import io.github.standpipe.internal.lint.TransformSources.FileFunction;
import io.github.standpipe.internal.lint.TransformText.FunctionText;
import java.util.HashSet;
import java.util.Set;

/** Functions that call themselves whatever they get. */
final class RecursionRules {
  private final TransformSources sources;

  private RecursionRules(TransformSources sources) {
    this.sources = sources;
  }

  static void examine(TransformSources sources, LintReport report) {
    RecursionRules rules = new RecursionRules(sources);
    for (TransformText file : sources.files()) {
      for (FunctionText function : file.functions()) {
        FileFunction here = new FileFunction(file, function);
        boolean ends =
            function.block().parts().stream().anyMatch(part -> sources.mayDecide(file, part));
        if (!ends && rules.reaches(here, here, new HashSet<>())) {
          report.add(
              LintRule.ENDLESS_RECURSION,
              function.at(),
              "The function " + function.name() + "() calls itself whatever it gets.",
              "Let an if decide whether it calls itself.");
        }
      }
    }
  }

  private boolean reaches(FileFunction from, FileFunction goal, Set<FileFunction> known) {
    Set<FileFunction> called = surely(from.file(), from.function().block());
    return called.contains(goal)
        || called.stream().anyMatch(next -> known.add(next) && reaches(next, goal, known));
  }

  private Set<FileFunction> surely(TransformText file, BlockText block) {
    Set<FileFunction> called = new HashSet<>();
    block.parts().forEach(part -> surely(file, part, called));
    return called;
  }

  /** Adds the functions that an expression calls each time that it is evaluated. */
  private void surely(TransformText file, Syntax expression, Set<FileFunction> called) {
    switch (expression) {
      case IfText choice -> {
        surely(file, choice.test(), called);
        choice
            .otherwise()
            .ifPresent(other -> {
              Set<FileFunction> either = surely(file, choice.then());
              either.retainAll(surely(file, other));
              called.addAll(either);
            });
      }
      case LoopText loop -> surely(file, loop.over(), called);
      case OperatorText operator when operator.isLogic() -> surely(file, operator.left(), called);
      case CallText call -> {
        if (!call.name().equals("fallback")) {
          call.arguments().forEach(argument -> surely(file, argument, called));
        }
        sources.function(file, call).ifPresent(called::add);
      }
      default -> expression.parts().forEach(part -> surely(file, part, called));
    }
  }
}
