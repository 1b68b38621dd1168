package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.CallText;
import io.github.standpipe.internal.lint.Syntax.LiteralText;
import io.github.standpipe.internal.lint.TransformSources.FileFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A transform that compiles, and what its text says against it. */
public final class TransformLint {
  private final TransformSources sources;

  private TransformLint(TransformSources sources) {
    this.sources = sources;
  }

  /**
   * Reads a transform and the files that it imports.
   *
   * @param file a file that compiles
   * @throws IOException if a file cannot be read
   */
  public static TransformLint of(Path file) throws IOException {
    return new TransformLint(TransformSources.of(file));
  }

  /**
   * The findings that need no event, and, for a transform whose events are known, all others. Of a
   * transform that nests too deeply they are those that were found until then.
   */
  public List<LintFinding> findings(Optional<KnownEvents> events) {
    LintReport report = new LintReport();
    try {
      examine(events, report);
    } catch (StackOverflowError e) {
      // a chain of thousands of operators compiles
    }
    return report.inOrder();
  }

  private void examine(Optional<KnownEvents> events, LintReport report) {
    ScopeRules.examine(sources, report);
    ConstantRules.examine(sources, report);
    BranchRules.examine(sources, report);
    CallRules.examine(sources, report);
    RecursionRules.examine(sources, report);
    Optional<ReadPaths> paths =
        events.filter(KnownEvents::areThere).map(all -> ReadPaths.of(sources, all.form()));
    AmountRules.examine(sources, paths, report);
    paths.ifPresent(all -> EventRules.examine(events.orElseThrow(), all, report));
    events.ifPresent(all ->
        ResultKeys.examine(
            sources,
            all,
            paths.orElseGet(() -> ReadPaths.of(sources, ValueForm.unknown())),
            report));
  }

  /**
   * The look-ups that are called by a name for which there is no variable.
   *
   * @param variables the names of the function's environment variables
   */
  public List<LintFinding> undeclaredLookups(Set<String> variables) {
    LintReport report = new LintReport();
    TransformText main = sources.main();
    Set<FileFunction> reached = new HashSet<>();
    try {
      main.lets().forEach(let -> lookups(main, let.value(), variables, reached, report));
      main.body().ifPresent(body -> lookups(main, body, variables, reached, report));
    } catch (StackOverflowError e) {
      // as above
    }
    return report.inOrder();
  }

  private void lookups(
      TransformText file,
      Syntax root,
      Set<String> variables,
      Set<FileFunction> reached,
      LintReport report) {
    Syntax.each(
        root,
        part -> {
          if (part instanceof CallText call) {
            lookup(file, call, variables, report);
            sources
                .function(file, call)
                .filter(reached::add)
                .ifPresent(function ->
                    function
                        .function()
                        .block()
                        .parts()
                        .forEach(one -> lookups(function.file(), one, variables, reached, report)));
          }
        });
  }

  private void lookup(TransformText file, CallText call, Set<String> variables, LintReport report) {
    if (sources.isBuiltIn(file, call, "lookup")
        && call.arguments().getFirst() instanceof LiteralText name
        && name.value().isTextual()) {
      String variable =
          "LOOKUP_" + name.value().textValue().toUpperCase(Locale.ROOT).replace('-', '_');
      if (!variables.contains(variable)) {
        report.add(
            LintRule.LOOKUP_UNDECLARED,
            name.at(),
            "The look-up "
                + LintReport.quoted(name.value().textValue())
                + " has no variable "
                + LintReport.quoted(variable)
                + ".",
            "Add the variable to the function, or correct the name.");
      }
    }
  }
}
