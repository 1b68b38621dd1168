package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.PipeParameter;
import io.github.standpipe.internal.cli.console.Progress;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.console.ThreadsOption;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.mutation.MutationReport;
import io.github.standpipe.internal.mutation.MutationRun;
import io.github.standpipe.internal.mutation.MutationSettings;
import io.github.standpipe.internal.mutation.ProposedCases;
import io.github.standpipe.internal.terraform.TerraformTemplate;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code standpipe mutate PIPE}. */
@Command(
    name = "mutate",
    description = "Changes a pipe in small ways, and shows the changes that no fixture notices.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every change is noticed or excused",
      "1:a change survived",
      "2:an option, the template or a fixture cannot be used, or a fixture fails without a change"
    },
    mixinStandardHelpOptions = true)
public final class MutateCommand implements Callable<Integer> {
  private static final int MOST_SEARCHES = 50;
  private static final int MOST_SECONDS = 3600;

  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin PipeParameter pipe = new PipeParameter();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin Progress progress = new Progress();

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "Judge only N changes, chosen by the seed.")
  @Nullable Integer most;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "With --max: which changes are chosen. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description =
          "Count a change as noticed if its fixtures take SECONDS longer than without it."
              + " Default: ${DEFAULT-VALUE}.")
  int seconds = 10;

  @Option(
      names = "--save",
      description =
          "Write the given file of each proposed fixture, and no expectation, beside the pipe's"
              + " fixtures.")
  boolean save;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    check();
    Project project = options.project();
    OptionalInt sample = most == null ? OptionalInt.empty() : OptionalInt.of(most);
    MutationSettings settings =
        new MutationSettings(
            threads.count(), sample, seed, Duration.ofSeconds(seconds), MOST_SEARCHES);
    MutationRun run = new MutationRun(project, pipe.name(), settings);
    MutationReport report = run.report((done, all) -> progress.bar(done, all, "changes judged"));
    progress.done();
    PrintWriter out = spec.commandLine().getOut();
    if (json.isAsked()) {
      out.println(Json.pretty(new MutationJson(report).json()));
    } else {
      new MutationText(out, report).print();
    }
    if (save) {
      save(project, report);
    }
    if (TerraformTemplate.isAddress(report.pipe())) {
      spec.commandLine()
          .getErr()
          .println(
              "standpipe: only transforms were changed; the filters, input templates and machines"
                  + " of a plan or a state of Terraform cannot be");
    }
    return report.survivors().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** The payloads may be personal, so they are never printed. */
  private void save(Project project, MutationReport report) {
    Path folder = project.fixtures().root().resolve(report.pipe());
    new ProposedCases(folder)
        .save(report)
        .forEach(one -> spec.commandLine().getErr().println("standpipe: saved as " + one));
  }

  private void check() {
    threads.count();
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw new Fault("--timeout " + seconds, "give a number from 1 to " + MOST_SECONDS);
    }
    if (most != null && most < 1) {
      throw new Fault("--max " + most, "give a number above 0");
    }
  }
}
