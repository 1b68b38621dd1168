package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.DotText;
import io.github.standpipe.internal.lint.Syntax.LetText;
import io.github.standpipe.internal.lint.Syntax.LoopText;
import io.github.standpipe.internal.lint.Syntax.OperatorText;
import io.github.standpipe.internal.lint.Syntax.VariableUse;
import io.github.standpipe.internal.lint.TransformSources.FileFunction;
import java.util.HashSet;
import java.util.Set;

/** Whether an expression in a loop may differ from item to item. */
final class LoopDependence {
  private static final Set<String> DIFFERS = Set.of("random", "uuid", "record", "now");

  private final TransformSources sources;
  private final TransformText file;
  private final Set<String> variables;

  private LoopDependence(TransformSources sources, TransformText file, Set<String> variables) {
    this.sources = sources;
    this.file = file;
    this.variables = variables;
  }

  static LoopDependence in(TransformSources sources, TransformText file, LoopText loop) {
    return new LoopDependence(sources, file, Set.of()).inside(loop);
  }

  /** The same inside an expression of the loop, with the variables that it declares. */
  LoopDependence inside(Syntax expression) {
    LoopDependence inside = new LoopDependence(sources, file, new HashSet<>(variables));
    for (LetText let : expression.ownLets()) {
      if (inside.of(let.value())) {
        inside.variables.add(let.name());
      }
    }
    return inside;
  }

  boolean of(Syntax expression) {
    return switch (expression) {
      case DotText dot -> true;
      case VariableUse use -> variables.contains(use.name());
      case OperatorText operator when operator.isPipe() -> of(operator.left());
      case CallText call when !sources.isBuiltIn(file, call) && !isClosed(call) -> true;
      case CallText call when DIFFERS.contains(call.name()) -> true;
      default -> expression.parts().stream().anyMatch(inside(expression)::of);
    };
  }

  /** A function reads the item as its dot, unless it has no dot. */
  private boolean isClosed(CallText call) {
    return sources
        .function(file, call)
        .filter(called ->
            called.function().block().parts().stream().noneMatch(part -> isOpen(called, part)))
        .isPresent();
  }

  private boolean isOpen(FileFunction in, Syntax part) {
    return part instanceof DotText
        || part instanceof CallText call
            && (!sources.isBuiltIn(in.file(), call) || DIFFERS.contains(call.name()))
        || part.parts().stream().anyMatch(one -> isOpen(in, one));
  }
}
