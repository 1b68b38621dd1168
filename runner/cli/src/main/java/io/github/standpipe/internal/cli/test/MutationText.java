package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.mutation.JudgedMutant;
import io.github.standpipe.internal.mutation.Judgement;
import io.github.standpipe.internal.mutation.MissingFixture;
import io.github.standpipe.internal.mutation.Mutant;
import io.github.standpipe.internal.mutation.MutationReport;
import java.io.PrintWriter;

/** Prints the survivors in their sources, then the counts. */
record MutationText(PrintWriter out, MutationReport report) {

  void print() {
    report.survivors().forEach(this::survivor);
    MutationReport.Tally all = report.tally();
    report
        .tallies()
        .forEach((kind, tally) -> {
          if (tally.judged() > 0) {
            out.println("  %s: %s".formatted(kind.words(), counts(tally)));
          }
        });
    report
        .stale()
        .forEach(one -> out.println(one.place() + ": " + one.reason() + "; remove this excuse"));
    out.println("%s: %s, score %d %%".formatted(report.pipe(), counts(all), all.score()));
  }

  private static String counts(MutationReport.Tally tally) {
    return "%d of %d killed%s%s"
        .formatted(
            tally.killed(),
            tally.judged(),
            tally.excused() > 0 ? ", %d excused".formatted(tally.excused()) : "",
            tally.survived() > 0 ? ", %d survived".formatted(tally.survived()) : "");
  }

  private void survivor(JudgedMutant judged) {
    Mutant mutant = judged.mutant();
    Ink ink = Ink.onTerminal();
    int cases = judged.judgement() instanceof Judgement.Survived(int number) ? number : 0;
    String who =
        cases == 0
            ? "no fixture reaches it"
            : (cases == 1 ? "1 case does" : cases + " cases do") + " not notice it";
    String where = mutant.state().map(state -> " (" + state + ")").orElse("");
    out.println(mutant.place() + ": " + mutant.kind().words() + where + ": " + who);
    mutant.before().forEach(line -> out.println(ink.bad("  - " + line)));
    mutant.after().forEach(line -> out.println(ink.good("  + " + line)));
    judged.missing().ifPresent(missing -> out.println("  " + words(missing)));
  }

  private static String words(MissingFixture missing) {
    return switch (missing) {
      case MissingFixture.OpenPlace(String subject, String file, String path) ->
          "%s shows it, but does not expect %s of %s".formatted(subject, path, file);
      case MissingFixture.GivenInput given ->
          "%s would show it%s: --save writes its given file as %s"
              .formatted(
                  given.basis(),
                  given.variation().isEmpty() ? "" : " " + given.variation(),
                  given.name());
      case MissingFixture.NotFound none -> "no input that shows it was found";
    };
  }
}
