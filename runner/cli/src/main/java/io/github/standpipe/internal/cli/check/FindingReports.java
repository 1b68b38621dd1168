package io.github.standpipe.internal.cli.check;

import io.github.standpipe.check.Diagnosis;
import io.github.standpipe.check.Rule;
import io.github.standpipe.internal.cli.console.CiOptions;
import io.github.standpipe.internal.cli.console.SafeWriter;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.report.ReportFile;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The reports of findings that are written in addition to the printed one. */
final class FindingReports {
  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Also write the findings to FILE as SARIF, for code hosts.")
  @Nullable Path sarif;

  @Mixin CiOptions ci = new CiOptions();

  /**
   * @param isFindings whether findings are asked for, and not rules or permissions
   * @param isText whether they are printed as text
   */
  void check(boolean isFindings, boolean isText) {
    if (!isFindings && (ci.github || sarif != null || ci.summary != null)) {
      throw new Fault(
          "--github, --summary and --sarif report findings",
          "leave out --migrate, --iam and --rules");
    }
    if (ci.github && !isText) {
      throw new Fault(
          "--github prints lines, and --format json or sarif one object",
          "pass only one of them; --sarif FILE writes SARIF beside the text");
    }
    sarif().ifPresent(ReportFile::check);
    summary().ifPresent(ReportFile::check);
  }

  void write(List<Diagnosis> results, List<Rule> added, PrintWriter out) {
    if (ci.github) {
      CheckAnnotations.of(results).forEach(line -> out.println(SafeWriter.COMMAND + line));
    }
    out.flush();
    sarif().ifPresent(file -> file.write(Json.pretty(Sarif.of(results, added)) + "\n"));
    summary().ifPresent(file -> file.append(CheckSummary.of(results)));
  }

  private Optional<ReportFile> sarif() {
    return Optional.ofNullable(sarif).map(file -> new ReportFile(file, Readers.DEFAULT));
  }

  private Optional<ReportFile> summary() {
    return Optional.ofNullable(ci.summary).map(file -> new ReportFile(file, Readers.DEFAULT));
  }
}
