package io.github.standpipe.cli;

import io.github.standpipe.coverage.Coverage;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.files.Readers;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Verification;
import io.github.standpipe.report.HtmlReport;
import io.github.standpipe.report.JUnitXml;
import io.github.standpipe.report.ReportFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The reports that are written beside what is printed. */
final class ReportOptions {
  @Option(
      names = "--junit-xml",
      paramLabel = "FILE",
      description = "Write what came of each case as JUnit XML, which CI systems read.")
  @Nullable Path junitXml;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write a page that shows each case's way through its pipe, values included; one"
              + " self-contained file.")
  @Nullable Path html;

  @Option(
      names = "--github",
      description = "Print what fails as annotations of GitHub Actions, too.")
  boolean github;

  void check() {
    junit().ifPresent(ReportFile::check);
    page().ifPresent(ReportFile::check);
  }

  /** Writes what is asked for; answers with what could not be written. */
  List<Fault> write(Project project, List<Verification> cases, Optional<Coverage> reached) {
    List<Fault> failed = new ArrayList<>();
    junit().ifPresent(file -> write(file, () -> JUnitXml.of(cases), failed));
    page().ifPresent(file -> write(file, () -> HtmlReport.of(project, cases, reached), failed));
    return failed;
  }

  private static void write(ReportFile file, Supplier<String> text, List<Fault> failed) {
    try {
      file.write(text.get());
    } catch (Fault e) {
      failed.add(e);
    }
  }

  private Optional<ReportFile> junit() {
    return Optional.ofNullable(junitXml).map(file -> new ReportFile(file, Readers.DEFAULT));
  }

  private Optional<ReportFile> page() {
    return Optional.ofNullable(html).map(file -> new ReportFile(file, Readers.OWNER));
  }
}
