package io.github.standpipe.internal.cli.check;

import io.github.standpipe.check.Diagnosis;
import io.github.standpipe.check.Finding;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.report.Markdown;
import java.util.List;

/** Findings in Markdown, for the page of a job. */
final class CheckSummary {
  private CheckSummary() {}

  /** The counts by template, then each finding that is not suppressed. */
  static String of(List<Diagnosis> diagnoses) {
    List<Finding> open = diagnoses.stream().flatMap(one -> one.open().stream()).toList();
    Markdown page = new Markdown().heading("Standpipe: " + CheckText.counts(diagnoses));
    page.row(List.of("template", "pipes", "findings")).row(List.of("---", "---:", "---:"));
    diagnoses.forEach(one ->
        page.row(
            List.of(
                Markdown.plain(one.file()),
                String.valueOf(one.pipes().size()),
                String.valueOf(one.open().size()))));
    page.line("");
    if (!open.isEmpty()) {
      page.items(open.stream().map(CheckSummary::item).toList());
    }
    List<String> failed = diagnoses.stream().flatMap(one -> one.failedRules().stream()).toList();
    if (!failed.isEmpty()) {
      page.paragraph(
          Words.count(failed.size(), "rule") + " could not be run, so this may lack findings:");
      page.items(failed.stream().map(Markdown::plain).toList());
    }
    return page.toString();
  }

  private static String item(Finding finding) {
    return "%s **%s** %s: %s %s"
        .formatted(
            finding.rule().severity(),
            Markdown.plain(finding.rule().id()),
            Markdown.plain(finding.where()),
            Markdown.plain(finding.observed()),
            Markdown.plain(finding.instead()));
  }
}
