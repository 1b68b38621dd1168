package io.github.standpipe.internal.cli.check;

import io.github.standpipe.check.Diagnosis;
import io.github.standpipe.check.Finding;
import io.github.standpipe.check.Severity;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Words;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The doctor's findings as text. */
record CheckText(PrintWriter out, Ink ink) {

  void print(List<Diagnosis> diagnoses) {
    diagnoses.forEach(this::print);
    if (diagnoses.size() > 1) {
      out.println(diagnoses.size() + " templates: " + counts(diagnoses));
    }
  }

  private void print(Diagnosis diagnosis) {
    diagnosis.open().forEach(this::print);
    diagnosis.pipes().forEach(this::print);
    diagnosis
        .leftOut()
        .forEach(pipe ->
            out.println(
                ink.quiet(pipe + "  not examined: its condition is false; give --parameter")));
    diagnosis.unread().forEach(loop -> out.println(ink.careful(loop)));
    String found =
        diagnosis.pipes().isEmpty()
            ? "has no pipe to examine"
            : Words.count(diagnosis.pipes().size(), "pipe") + ", " + counts(List.of(diagnosis));
    out.println(diagnosis.file() + ": " + found);
  }

  private void print(Finding finding) {
    print(finding, "");
  }

  /** A severity in its colour. */
  static String coloured(Severity severity, Ink ink) {
    return switch (severity) {
      case ERROR -> ink.bad(severity.toString());
      case WARNING -> ink.careful(severity.toString());
      case INFO -> ink.quiet(severity.toString());
    };
  }

  /** One finding, with more behind its rule. */
  void print(Finding finding, String more) {
    String severity = coloured(finding.rule().severity(), ink);
    String rule = ink.strong(finding.rule().id()) + more;
    out.println(finding.where() + ": " + severity + " " + rule);
    out.println("  " + finding.observed());
    out.println("  " + finding.rule().why());
    out.println("  " + finding.instead());
    out.println();
  }

  private void print(Diagnosis.ExaminedPipe pipe) {
    String parts =
        pipe.parts().stream()
            .map(part -> part.role() + " " + part.name())
            .collect(Collectors.joining(", "));
    out.println(ink.strong(pipe.name()) + "  " + ink.quiet(pipe.where()));
    out.println("  " + parts);
  }

  static String counts(List<Diagnosis> diagnoses) {
    List<Finding> open = diagnoses.stream().flatMap(d -> d.open().stream()).toList();
    long suppressed = diagnoses.stream().mapToLong(d -> d.findings().size()).sum() - open.size();
    String counts =
        Arrays.stream(Severity.values())
            .sorted(java.util.Comparator.reverseOrder())
            .map(severity -> count(severity, open))
            .filter(count -> !count.startsWith("0"))
            .collect(Collectors.joining(", "));
    return (counts.isEmpty() ? "no finding" : counts)
        + (suppressed > 0 ? ", " + suppressed + " suppressed" : "");
  }

  private static String count(Severity severity, List<Finding> open) {
    long count = open.stream().filter(f -> f.rule().severity() == severity).count();
    return severity == Severity.INFO
        ? count + " info"
        : Words.count((int) count, severity.toString());
  }
}
