package io.github.standpipe.internal.lint;

import com.schibsted.spt.data.jslt.impl.ExperimentalModule;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import io.github.standpipe.internal.lint.TransformText.ImportText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether the files that a transform imports are there. */
public final class TransformImports {
  private TransformImports() {}

  /** The first import of a file that does not exist; empty also for a text that is not JSLT. */
  public static Optional<LintFinding> missing(Path file) {
    return missing(file, file, new HashSet<>());
  }

  private static Optional<LintFinding> missing(Path root, Path file, Set<Path> known) {
    if (!known.add(file)) {
      return Optional.empty();
    }
    try {
      for (ImportText one : SyntaxReader.read(file, Files.readString(file)).imports()) {
        Path other = root.resolveSibling(one.name()).normalize();
        if (one.name().equals(ExperimentalModule.URI)) {
          continue;
        }
        Optional<LintFinding> found =
            Files.isRegularFile(other) ? missing(root, other, known) : Optional.of(finding(one));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException | TokenMgrError | StackOverflowError e) {
      return Optional.empty(); // the compilation reports it
    }
  }

  private static LintFinding finding(ImportText one) {
    return new LintFinding(
        LintRule.UNUSABLE,
        one.at().file(),
        one.at().line(),
        one.at().column(),
        "It imports " + LintReport.quoted(one.name()) + ", which does not exist beside it.",
        "Correct the name, or add the file.");
  }
}
