package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  private static final int MOST_DIFFERENCES = 20;

  @Mixin ProjectOptions options = new ProjectOptions();

  @Option(names = "--json", description = "Print one JSON object in place of text.")
  boolean json;

  @Parameters(
      paramLabel = "SUBJECT",
      description = "A pipe, or one case as PIPE/CASE or by its path. Default: all fixtures.")
  List<String> subjects = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Project project = options.project();
    PrintWriter out = spec.commandLine().getOut();
    List<Verification> verified = new ArrayList<>();
    for (Path directory : project.cases(subjects)) {
      Verification verification = project.verify(directory);
      verified.add(verification);
      if (!json) {
        print(verification, out);
      }
    }
    long failed = verified.stream().filter(v -> !v.passed()).count();
    out.println(
        json
            ? Json.pretty(report(verified))
            : "%d passed, %d failed".formatted(verified.size() - failed, failed));
    return failed == 0 ? Standpipe.OK : Standpipe.FAILED;
  }

  private static void print(Verification verification, PrintWriter out) {
    Ink ink = Ink.onTerminal();
    out.println(
        (verification.passed() ? ink.good("ok    ") : ink.bad("FAIL  ")) + verification.name());
    List<String> differences = verification.differences();
    differences.stream().limit(MOST_DIFFERENCES).forEach(line -> out.println("        " + line));
    if (differences.size() > MOST_DIFFERENCES) {
      out.println("        and " + (differences.size() - MOST_DIFFERENCES) + " more");
    }
  }

  private static ObjectNode report(List<Verification> verified) {
    ObjectNode report = Json.object();
    report.put("passed", verified.stream().filter(Verification::passed).count());
    report.put("failed", verified.stream().filter(v -> !v.passed()).count());
    ArrayNode fixtures = report.putArray("fixtures");
    for (Verification verification : verified) {
      ObjectNode fixture = fixtures.addObject();
      fixture.put("name", verification.name()).put("passed", verification.passed());
      verification.differences().forEach(fixture.putArray("differences")::add);
    }
    return report;
  }
}
