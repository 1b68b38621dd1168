package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.Interrupt;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.Progress;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.console.SafeWriter;
import io.github.standpipe.internal.cli.console.ThreadsOption;
import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.fixture.Acceptance;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Verification;
import io.github.standpipe.internal.report.Annotations;
import io.github.standpipe.internal.watch.WatchLoop;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code standpipe test [SUBJECT...]}. */
@Command(
    name = "test",
    description =
        "Runs fixtures through their pipes and compares each stage with the expected result.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every fixture passed or was accepted, or a watch was ended",
      "1:a fixture failed, coverage is below --coverage-min, or --schemas finds a contradiction",
      "2:an option, the template, a fixture or a file cannot be used, or a report cannot be written"
    },
    mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {

  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin SelectionOptions which = new SelectionOptions();
  @Mixin ReportOptions reports = new ReportOptions();
  @Mixin CoverageOptions coverage = new CoverageOptions();

  @Mixin JsonOption json = new JsonOption();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin Progress progress = new Progress();

  @Option(
      names = "--accept",
      description =
          "Show the differences, ask, and write the actual results into the expected files, or into"
              + " new ones if the case does not have any. Given files and failing runs are left"
              + " alone.")
  boolean accept;

  @Option(names = "--yes", description = "With --accept: do not ask.")
  boolean yes;

  @Option(
      names = "--watch",
      description =
          "Run, then rerun the cases that a changed file affects, until Ctrl-C; the exit code is"
              + " then 0.")
  boolean watch;

  @Option(
      names = "--schemas",
      description =
          "Validate the events and target inputs of the cases with the schemas that the template"
              + " registers; exit with status 1 if one contradicts its schema.")
  boolean schemas;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    check();
    reports.check();
    return watch ? watched(out) : tested(out);
  }

  private int tested(PrintWriter out) {
    AcceptOptions accepting =
        AcceptOptions.of(accept, yes, json.isAsked(), out, spec.commandLine().getErr());
    Project project = options.project();
    Optional<FixtureSchemas> validated =
        schemas ? Optional.of(new FixtureSchemas(project.template())) : Optional.empty();
    List<Path> cases = project.cases(which.selection());
    TestReport report = new TestReport();
    Optional<Coverage> reached;
    try (CoverageMeter meter = coverage.meter(project, cases)) {
      verify(meter.project(), cases, accepting, report);
      progress.doing("measuring the coverage");
      reached = reached(meter, report, out);
    }
    progress.done();
    annotate(report.tested(), out);
    validated.ifPresent(all -> report.tested().forEach(all::check));
    print(report, reached, validated, out);
    if (!isReported(project, report.tested(), reached)) {
      return ExitCode.UNUSABLE;
    }
    boolean enough = reached.isEmpty() || coverage.isEnough(reached.get());
    boolean valid = validated.isEmpty() || validated.get().violations().isEmpty();
    return report.failed() == 0 && enough && valid ? ExitCode.OK : ExitCode.FAILED;
  }

  private void verify(
      Project project, List<Path> cases, AcceptOptions accepting, TestReport report) {
    TestText text = new TestText(spec.commandLine().getOut());
    progress.doing(0, cases.size(), "fixtures run");
    project.verify(
        cases,
        threads.count(),
        tested -> {
          Optional<Acceptance> acceptance = accepting.of(project, tested);
          if (!json.isAsked()) {
            text.print(tested, acceptance);
          }
          boolean accepted = accepting.accepts(acceptance, text);
          report.add(accepted ? again(project, tested) : tested, accepted);
          progress.doing(report.tested().size(), cases.size(), "fixtures run");
        });
  }

  /** The verdict is printed even if the coverage cannot be measured. */
  private Optional<Coverage> reached(CoverageMeter meter, TestReport report, PrintWriter out) {
    try {
      return meter.reached(report.tested());
    } catch (Fault e) {
      annotate(report.tested(), out);
      print(report, Optional.empty(), Optional.empty(), out);
      throw e;
    }
  }

  private boolean isReported(
      Project project, List<Verification> tested, Optional<Coverage> reached) {
    List<Fault> failed = reports.write(project, tested, reached);
    spec.commandLine().getOut().flush();
    failed.forEach(e -> spec.commandLine().getErr().println("standpipe: " + e.getMessage()));
    return failed.isEmpty();
  }

  private void print(
      TestReport report,
      Optional<Coverage> reached,
      Optional<FixtureSchemas> validated,
      PrintWriter out) {
    if (json.isAsked()) {
      ObjectNode all = report.json();
      reached.ifPresent(r -> all.set("coverage", new CoverageJson(r).of(coverage.least())));
      validated.ifPresent(v -> all.set("schemas", new FixtureSchemasText(v).json()));
      out.println(Json.pretty(all));
      return;
    }
    out.println(report.summary());
    validated.ifPresent(v -> new FixtureSchemasText(v).print(out));
    reached.ifPresent(r -> new CoverageText(r, out).print(coverage.least()));
  }

  private static Verification again(Project project, Verification tested) {
    return project.verify(tested.directory());
  }

  private void annotate(List<Verification> tested, PrintWriter out) {
    if (reports.ci.github) {
      Set<List<String>> faults = new HashSet<>();
      tested.stream()
          .filter(one -> one.trace().isPresent() || faults.add(one.faults()))
          .flatMap(one -> Annotations.of(one).stream())
          .forEach(line -> out.println(SafeWriter.COMMAND + line));
    }
  }

  private int watched(PrintWriter out) {
    WatchText text =
        new WatchText(out, round -> reports.write(round.project(), round.all(), Optional.empty()));
    WatchLoop watching = new WatchLoop(options::project, which.selection(), threads.count(), text);
    try (Interrupt interrupt = Interrupt.stopping(watching::stop, true)) {
      watching.run();
      text.ends();
      return interrupt.ends(ExitCode.OK);
    }
  }

  private void check() {
    threads.count();
    coverage.check();
    Map<String, Boolean> ofOneRun = new LinkedHashMap<>();
    ofOneRun.put("--accept", accept);
    ofOneRun.put("--json", json.isAsked());
    ofOneRun.put("--github", reports.ci.github);
    ofOneRun.put("--summary", reports.ci.summary != null);
    ofOneRun.put("--schemas", schemas);
    ofOneRun.put("--coverage", coverage.isAsked());
    ofOneRun.values().removeIf(asked -> !asked);
    if (watch && !ofOneRun.isEmpty()) {
      String other = ofOneRun.keySet().iterator().next();
      throw new Fault("--watch goes on, and " + other + " is of one run; pass only one of them");
    }
    if (json.isAsked() && reports.ci.github) {
      throw new Fault("--github prints lines, and --json one object; pass only one of them");
    }
  }
}
