package io.github.standpipe.internal.cli.check;

import io.github.standpipe.check.Diagnosis;
import io.github.standpipe.check.Finding;
import io.github.standpipe.check.Severity;
import io.github.standpipe.internal.report.WorkflowCommand;
import java.util.List;

/** Findings as annotations of GitHub Actions. */
final class CheckAnnotations {
  private CheckAnnotations() {}

  /** A line for each finding that is not suppressed. */
  static List<String> of(List<Diagnosis> diagnoses) {
    return diagnoses.stream()
        .flatMap(diagnosis -> diagnosis.open().stream())
        .map(finding -> command(finding).toString())
        .toList();
  }

  private static WorkflowCommand command(Finding finding) {
    return new WorkflowCommand(
        level(finding.rule().severity()),
        finding.at().file(),
        finding.at().line(),
        finding.at().column(),
        finding.rule().id(),
        finding.observed() + "\n" + finding.rule().why() + "\n" + finding.instead());
  }

  private static WorkflowCommand.Level level(Severity severity) {
    return switch (severity) {
      case ERROR -> WorkflowCommand.Level.ERROR;
      case WARNING -> WorkflowCommand.Level.WARNING;
      case INFO -> WorkflowCommand.Level.NOTICE;
    };
  }
}
