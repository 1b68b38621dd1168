package io.github.standpipe.internal.report;

import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.fixture.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result of cases in Markdown, without values: for the page of a job. */
public final class TestSummary {
  private static final int MOST_LINES = 10;

  private TestSummary() {}

  /** Counts by subject, the coverage if it was measured, and what differs in which case. */
  public static String of(List<Verification> cases, Optional<Coverage> reached) {
    List<Verification> failed = cases.stream().filter(one -> !one.passed()).toList();
    String count = cases.size() == 1 ? "1 fixture" : cases.size() + " fixtures";
    Markdown page = new Markdown();
    page.heading(
        failed.isEmpty()
            ? "Standpipe: " + count + " passed"
            : "Standpipe: " + failed.size() + " of " + count + " failed");
    table(cases, page);
    reached.ifPresent(
        all -> page.paragraph("Coverage " + all.share().percent() + " %: " + all.share()));
    if (!failed.isEmpty()) {
      page.items(failed.stream().map(TestSummary::item).toList());
    }
    return page.toString();
  }

  private static void table(List<Verification> cases, Markdown page) {
    Map<String, List<Verification>> bySubject =
        cases.stream()
            .collect(
                Collectors.groupingBy(JUnitXml::subject, LinkedHashMap::new, Collectors.toList()));
    page.row(List.of("pipe", "passed", "failed")).row(List.of("---", "---:", "---:"));
    bySubject.forEach((subject, all) -> {
      long passed = all.stream().filter(Verification::passed).count();
      page.row(
          List.of(
              Markdown.plain(subject),
              String.valueOf(passed),
              String.valueOf(all.size() - passed)));
    });
    page.line("");
  }

  private static String item(Verification verification) {
    List<String> lines = new ArrayList<>(Outline.of(verification));
    if (lines.size() > MOST_LINES) {
      int more = lines.size() - MOST_LINES;
      lines.subList(MOST_LINES, lines.size()).clear();
      lines.add("and " + more + " more");
    }
    return "**"
        + Markdown.plain(verification.name())
        + "**"
        + lines.stream().map(line -> "\n  - " + Markdown.plain(line)).collect(Collectors.joining());
  }
}
