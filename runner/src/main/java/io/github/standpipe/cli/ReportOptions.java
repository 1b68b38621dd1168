package io.github.standpipe.cli;

import io.github.standpipe.coverage.Coverage;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Tested;
import io.github.standpipe.report.HtmlReport;
import io.github.standpipe.report.JUnitXml;
import io.github.standpipe.report.ReportFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
          "Write a page that shows each case's way through its pipe, values included; one file,"
              + " that asks for nothing else.")
  @Nullable Path html;

  @Option(
      names = "--github",
      description = "Print what fails as annotations of GitHub Actions, too.")
  boolean github;

  void check() {
    Stream.ofNullable(junitXml).forEach(file -> new ReportFile(file).check());
    Stream.ofNullable(html).forEach(file -> new ReportFile(file).check());
  }

  void write(Project project, List<Tested> cases, Optional<Coverage> reached) {
    if (junitXml != null) {
      new ReportFile(junitXml).write(JUnitXml.of(project, cases));
    }
    if (html != null) {
      new ReportFile(html).write(HtmlReport.of(project, cases, reached));
    }
  }
}
