package io.github.standpipe.internal.lint;

import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import com.schibsted.spt.data.jslt.impl.ExperimentalModule;
import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.TransformText.FunctionText;
import io.github.standpipe.internal.lint.TransformText.ImportText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A transform and the files that it imports. */
final class TransformSources {
  private static final Set<String> OUTCOMES = Set.of("require", "drop", "quarantine", "error");

  private final Path root;
  private final TransformText main;
  private final Map<Path, TransformText> files = new LinkedHashMap<>();

  private TransformSources(Path file) throws IOException {
    this.root = file;
    this.main = read(file);
  }

  /** Reads files that compile. */
  static TransformSources of(Path file) throws IOException {
    return new TransformSources(file);
  }

  private TransformText read(Path file) throws IOException {
    TransformText text = SyntaxReader.read(file, Files.readString(file));
    files.put(file, text);
    for (ImportText one : text.imports()) {
      Path other = root.resolveSibling(one.name()).normalize(); // as JSLT is run here
      if (!one.name().equals(ExperimentalModule.URI) && !files.containsKey(other)) {
        read(other);
      }
    }
    return text;
  }

  TransformText main() {
    return main;
  }

  /** The transform, then the files that it imports. */
  Collection<TransformText> files() {
    return files.values();
  }

  /** A file that another one imports; empty for a module of JSLT's. */
  Optional<TransformText> imported(TransformText by, String prefix) {
    return by.imports().stream()
        .filter(one -> one.prefix().equals(prefix))
        .reduce((one, last) -> last)
        .map(one -> files.get(root.resolveSibling(one.name()).normalize()));
  }

  /** The function of a file that a call means, with its file. */
  Optional<FileFunction> function(TransformText in, CallText call) {
    int colon = call.name().indexOf(':');
    if (colon >= 0) {
      return imported(in, call.name().substring(0, colon))
          .flatMap(other ->
              other
                  .function(call.name().substring(colon + 1))
                  .map(function -> new FileFunction(other, function)));
    }
    return BuiltinFunctions.macros.containsKey(call.name())
        ? Optional.empty()
        : in.function(call.name()).map(function -> new FileFunction(in, function));
  }

  /** Whether a call is of a function of JSLT's or ours, and not of one that the file declares. */
  boolean isBuiltIn(TransformText in, CallText call) {
    return call.name().indexOf(':') < 0
        && function(in, call).isEmpty()
        && in.imports().stream().noneMatch(one -> one.prefix().equals(call.name()));
  }

  boolean isBuiltIn(TransformText in, Syntax expression, String name) {
    return expression instanceof CallText call && call.name().equals(name) && isBuiltIn(in, call);
  }

  /** A function and the file that declares it. */
  record FileFunction(TransformText file, FunctionText function) {}

  /** Whether an evaluation may end in an outcome, so that it matters even if its value does not. */
  boolean mayDecide(TransformText in, Syntax expression) {
    return mayDecide(in, expression, new HashSet<>());
  }

  private boolean mayDecide(TransformText in, Syntax expression, Set<FunctionText> known) {
    if (expression instanceof CallText call) {
      if (isBuiltIn(in, call) ? OUTCOMES.contains(call.name()) : decides(in, call, known)) {
        return true;
      }
    }
    return expression.parts().stream().anyMatch(part -> mayDecide(in, part, known));
  }

  private boolean decides(TransformText in, CallText call, Set<FunctionText> known) {
    Optional<FileFunction> function = function(in, call);
    if (function.isEmpty()) {
      return true; // the body of an imported file
    }
    return known.add(function.get().function())
        && function.get().function().block().parts().stream()
            .anyMatch(part -> mayDecide(function.get().file(), part, known));
  }
}
