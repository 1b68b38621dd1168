package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.watch.Round;
import io.github.standpipe.internal.watch.WatchLoop;
import io.github.standpipe.json.Fault;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A watch as text: what changed, what failed after the change, what passes again. */
final class WatchText implements WatchLoop.Listener {
  private static final int MOST_FILES = 3;
  private static final int MOST_ROOTS = 10;

  private final PrintWriter out;
  private final Function<Round, List<Fault>> reports;
  private final TestText text;
  private final Ink ink = Ink.onTerminal();
  private int rounds;
  private String last = "nothing ran";

  /**
   * @param reports writes the reports of a round; returns the errors of those that could not be
   *     written
   */
  WatchText(PrintWriter out, Function<Round, List<Fault>> reports) {
    this.out = out;
    this.reports = reports;
    this.text = new TestText(out);
  }

  @Override
  public void ran(Round round) {
    List<Fault> unwritten = reports.apply(round);
    rounds++;
    last = new TestReport(round.all()).summary();
    changed(round.changed());
    round.removed().forEach(name -> out.println(ink.quiet("gone  ") + name));
    failed(round.ran());
    round.mended().forEach(text::print);
    out.println(new TestReport(round.ran()).summary() + in(round));
    unwritten.forEach(why -> out.println("standpipe: " + why.getMessage()));
  }

  private String in(Round round) {
    String took = " in " + round.took().toMillis() + " ms";
    return round.ran().size() == round.all().size() ? took : took + "; of all, " + last;
  }

  private void changed(Set<Path> changed) {
    if (!changed.isEmpty()) {
      out.println();
      out.println(ink.strong(format(changed, MOST_FILES) + " changed"));
    }
  }

  private static String format(Collection<Path> files, int most) {
    Path here = Path.of("").toAbsolutePath();
    List<String> names = files.stream().limit(most).map(file -> name(file, here)).toList();
    int more = files.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }

  private static String name(Path file, Path here) {
    if (file.equals(here)) {
      return "."; // the code of a function may be the whole project
    }
    return (file.startsWith(here) ? here.relativize(file) : file).toString();
  }

  /** A fault that keeps cases of a pipe from running is printed once for all of them. */
  private void failed(List<Verification> ran) {
    Map<String, List<Verification>> bySubjectAndFault = new LinkedHashMap<>();
    for (Verification verification : ran) {
      if (!verification.passed()) {
        String own = verification.trace().isPresent() ? verification.name() : "";
        String subject = verification.name().replaceFirst("/.*", "");
        String fault = own + subject + verification.faults();
        bySubjectAndFault.computeIfAbsent(fault, f -> new ArrayList<>()).add(verification);
      }
    }
    bySubjectAndFault.values().forEach(this::failedAlike);
  }

  private void failedAlike(List<Verification> alike) {
    Verification first = alike.getFirst();
    if (alike.size() == 1) {
      text.print(first);
      return;
    }
    String subject = first.name().replaceFirst("/.*", "");
    out.println(
        ink.bad("FAIL  ")
            + subject
            + ", "
            + Words.count(alike.size(), "case")
            + ": "
            + first.faults().getFirst());
  }

  @Override
  public void broken(Set<Path> changed, Fault why) {
    changed(changed);
    out.println(ink.bad("FAIL  ") + why.getMessage());
  }

  @Override
  public void waits(Set<Path> roots) {
    out.println("watching " + format(roots, MOST_ROOTS) + "; Ctrl-C ends");
  }

  /** Ends the watch. */
  void ends() {
    out.println();
    out.println(Words.count(rounds, "round") + "; " + last);
  }
}
