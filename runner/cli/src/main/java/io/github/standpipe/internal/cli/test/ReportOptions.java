package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.cli.console.CiOptions;
import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.report.HtmlReport;
import io.github.standpipe.internal.report.JUnitXml;
import io.github.standpipe.internal.report.ReportFile;
import io.github.standpipe.internal.report.TestSummary;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The reports that are written in addition to the printed one. */
final class ReportOptions {
  @Option(
      names = "--junit-xml",
      paramLabel = "FILE",
      description = "Write the result of each case as JUnit XML for CI systems.")
  @Nullable Path junitXml;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write an HTML page that shows the path of each case through its pipe, values included;"
              + " one self-contained file.")
  @Nullable Path html;

  @Mixin CiOptions ci = new CiOptions();

  void check() {
    junit().ifPresent(ReportFile::check);
    page().ifPresent(ReportFile::check);
    summary().ifPresent(ReportFile::check);
  }

  /** Writes the requested reports; returns the errors of those that could not be written. */
  List<Fault> write(Project project, List<Verification> cases, Optional<Coverage> reached) {
    List<Fault> failed = new ArrayList<>();
    junit().ifPresent(file -> collect(() -> file.write(JUnitXml.of(cases)), failed));
    page()
        .ifPresent(
            file -> collect(() -> file.write(HtmlReport.of(project, cases, reached)), failed));
    summary().ifPresent(file -> collect(() -> file.append(TestSummary.of(cases, reached)), failed));
    return failed;
  }

  private static void collect(Runnable writing, List<Fault> failed) {
    try {
      writing.run();
    } catch (Fault e) {
      failed.add(e);
    }
  }

  private Optional<ReportFile> junit() {
    return Optional.ofNullable(junitXml).map(file -> new ReportFile(file, Readers.DEFAULT));
  }

  private Optional<ReportFile> summary() {
    return Optional.ofNullable(ci.summary).map(file -> new ReportFile(file, Readers.DEFAULT));
  }

  private Optional<ReportFile> page() {
    return Optional.ofNullable(html).map(file -> new ReportFile(file, Readers.OWNER));
  }
}
