package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.coverage.CoverageSubject;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The coverage as text: the sum, each file, and a line for each part that no case reaches. */
record CoverageText(Coverage reached, PrintWriter out) {

  void print(OptionalInt least) {
    String shares =
        reached.shares().entrySet().stream()
            .map(share -> share.getKey() + " " + share.getValue())
            .collect(Collectors.joining(", "));
    int percent = reached.share().percent();
    out.println("coverage " + percent + "%: " + (shares.isEmpty() ? "nothing to reach" : shares));
    reached.all().forEach(this::print);
    if (least.isPresent() && percent < least.getAsInt()) {
      out.println(
          Ink.onTerminal()
              .bad("coverage is " + percent + "%, below --coverage-min " + least.getAsInt() + "%"));
    }
  }

  private void print(CoverageSubject covered) {
    String untouched = covered.isUntouched() ? ": no case reaches it" : "";
    out.printf("  %3d%%  %s%s%n", covered.share().percent(), covered.name(), untouched);
    if (!covered.isUntouched()) {
      covered.missing().forEach(missing -> out.println("        " + missing.line()));
    }
  }
}
