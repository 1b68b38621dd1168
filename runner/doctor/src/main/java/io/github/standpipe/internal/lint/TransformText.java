package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.LetText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A file of a transform: the one that is evaluated, or one that it imports. */
record TransformText(
    Path file,
    List<ImportText> imports,
    List<LetText> lets,
    List<FunctionText> functions,
    Optional<Syntax> body) {

  /** {@code import "name" as prefix}. */
  record ImportText(SourcePoint at, String name, String prefix) {}

  /** {@code def name(parameters) lets body}. */
  record FunctionText(
      SourcePoint at, String name, List<ParameterText> parameters, Syntax.BlockText block) {}

  /** A parameter of a function. */
  record ParameterText(SourcePoint at, String name) {}

  /** The expressions that stand directly in the file. */
  List<Syntax> roots() {
    List<Syntax> roots = new ArrayList<>();
    lets.forEach(let -> roots.add(let.value()));
    functions.forEach(function -> roots.addAll(function.block().parts()));
    body.ifPresent(roots::add);
    return roots;
  }

  void each(Consumer<Syntax> visitor) {
    roots().forEach(root -> Syntax.each(root, visitor));
  }

  /** The last function of a name counts. */
  Optional<FunctionText> function(String name) {
    return functions.stream().filter(one -> one.name().equals(name)).reduce((one, last) -> last);
  }
}
