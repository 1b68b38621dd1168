package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.DotText;
import io.github.standpipe.internal.lint.Syntax.LetText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import io.github.standpipe.internal.lint.Syntax.VariableUse;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an expression in a loop may differ from item to item. */
final class LoopDependence {
  private static final Set<String> DIFFERS = Set.of("random", "uuid", "record", "now");

  private final TransformSources sources;
  private final TransformText file;
  private final Set<String> variables;

  LoopDependence(TransformSources sources, TransformText file, LoopText loop) {
    this.sources = sources;
    this.file = file;
    this.variables = loop.lets().stream().map(LetText::name).collect(Collectors.toSet());
  }

  boolean of(Syntax expression) {
    return switch (expression) {
      case DotText dot -> true;
      case VariableUse use -> variables.contains(use.name());
      case OperatorText operator when operator.isPipe() -> of(operator.left());
      case CallText call when !sources.isBuiltIn(file, call) || DIFFERS.contains(call.name()) ->
          true; // a function of the file reads the item as its dot
      default -> expression.parts().stream().anyMatch(this::of);
    };
  }
}
