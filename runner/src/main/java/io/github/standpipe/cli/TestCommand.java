package io.github.standpipe.cli;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.Acceptance;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe test [SUBJECT...]}. */
@Command(
    name = "test",
    description =
        "Runs fixtures through their pipes and holds each stage against what is expected.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:each fixture passed, or was accepted",
      "1:a fixture failed",
      "2:something given cannot be used"
    },
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Mixin ProjectOptions options = new ProjectOptions();

  @Option(names = "--json", description = "Print one JSON object in place of text.")
  boolean json;

  @Option(
      names = "--accept",
      description =
          "Show what differs, ask, and write what was seen into the files that expect something"
              + " else. Given files and failing runs are left alone.")
  boolean accept;

  @Option(names = "--yes", description = "With --accept: do not ask.")
  boolean yes;

  @Parameters(
      paramLabel = "SUBJECT",
      description = "A pipe, or one case as PIPE/CASE or by its path. Default: all fixtures.")
  List<String> subjects = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Question question = question(out);
    Project project = options.project();
    TestText text = new TestText(out);
    TestReport report = new TestReport();
    for (Path directory : project.cases(subjects)) {
      Verification verification = project.verify(directory);
      if (!json) {
        text.print(verification);
      }
      boolean accepted =
          accept && !verification.passed() && accepted(project, verification, question, text);
      report.add(accepted ? project.verify(directory) : verification, accepted);
    }
    out.println(json ? Json.pretty(report.json()) : report.summary());
    return report.failed() == 0 ? Standpipe.OK : Standpipe.FAILED;
  }

  private Question question(PrintWriter out) {
    if (yes && !accept) {
      throw new Fault("--yes answers what --accept asks; pass both");
    }
    if (accept && json && !yes) {
      throw new Fault("--accept with --json asks nobody; pass --yes");
    }
    return yes || !accept ? Question.answered(out) : Question.atTerminal(out);
  }

  private boolean accepted(
      Project project, Verification verification, Question question, TestText text) {
    Acceptance acceptance = project.acceptance(verification.directory());
    String files = String.join(", ", acceptance.files());
    if (acceptance.isRefused()) {
      return tell("not accepted: " + acceptance.refusal(), text);
    }
    if (!question.agreed("        accept " + files)) {
      return false;
    }
    acceptance.write();
    tell("accepted: " + files, text);
    return true;
  }

  private boolean tell(String line, TestText text) {
    if (!json) {
      text.note(line);
    }
    return false;
  }
}
