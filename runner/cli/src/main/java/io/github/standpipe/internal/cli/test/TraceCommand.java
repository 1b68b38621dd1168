package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.cli.console.ExecutionText;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.LookupsOption;
import io.github.standpipe.internal.cli.console.MessageBatch;
import io.github.standpipe.internal.cli.console.PipeParameter;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.console.TargetEndText;
import io.github.standpipe.internal.cli.console.TraceJson;
import io.github.standpipe.internal.cli.console.TraceText;
import io.github.standpipe.internal.fixture.CaseExecution;
import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.internal.fixture.Evidence;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.SavedTrace;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe trace PIPE [FILE|-]}. */
@Command(
    name = "trace",
    description = {
      "Runs one batch through a pipe and shows what each stage changed, values included.",
      "The pipe's fixtures answer look-ups; clock and ids are those of a fixture."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the batch was delivered or discarded",
      "1:it was returned",
      "2:an option, the template, a fixture or a file cannot be used"
    },
    mixinStandardHelpOptions = true)
public final class TraceCommand implements Callable<Integer> {
  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin LookupsOption lookups = new LookupsOption();

  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Write the trace as a fixture, such as fixtures/OrderPipe/drops-a-draft.")
  @Nullable Path save;

  @Mixin PipeParameter pipe = new PipeParameter();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = InputFile.STANDARD,
      description =
          "The messages, in any format that import reads; or a fixture's folder. Default: standard"
              + " input.")
  String file = InputFile.STANDARD;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Evidence evidence = new Evidence();
    Project project = lookups.in(options.project());
    Project traced = save == null ? project : project.portable();
    Pipe of = isCase() ? traced.pipe(pipe.name(), Path.of(file)) : traced.pipe(pipe.name());
    Taken taken = isCase() ? fixture(traced, of, evidence) : input(traced, of, evidence);
    Trace trace = taken.run().trace();
    List<CollectedQuarantine.Message> quarantined = taken.run().quarantined();
    List<Explanation> filter =
        trace.at(Stage.SOURCE).map(of.filterCriteria()::explain).orElse(List.of());
    PrintWriter out = spec.commandLine().getOut();
    List<String> journey = isCase() ? journey(traced.journey(of, Path.of(file))) : List.of();
    if (json.isAsked()) {
      ObjectNode result = TraceJson.of(of, trace, taken.as, quarantined);
      result.set("filter", ExplainJson.filter(filter));
      result.set("placeholders", ExplainJson.placeholders(of.explain(trace, taken.run().clock())));
      result.set("lookups", ExplainJson.lookups(evidence.asked()));
      result.set("failures", ExplainJson.failures(evidence.failed()));
      taken.run().execution().ifPresent(execution -> result.set("execution", execution.json()));
      TargetEndText.fill(result, taken.run().end());
      if (!journey.isEmpty()) {
        journey.forEach(result.putArray("bus")::add);
      }
      out.println(Json.pretty(result));
    } else {
      journey.forEach(out::println);
      new TraceText(out, filter, evidence).print(of, trace, taken.as, quarantined);
      new TargetEndText(out).print(taken.run().end());
      taken.run().execution().map(CaseExecution::json).ifPresent(new ExecutionText(out)::print);
    }
    if (save != null) {
      save(taken.run(), of, traced, save);
    }
    return trace.outcome() instanceof Outcome.Returned ? ExitCode.FAILED : ExitCode.OK;
  }

  /** Prints what became of the events that a case begins with, in front of the queue. */
  static List<String> journey(List<BusTrace> traces) {
    return traces.stream().flatMap(trace -> trace.lines().stream()).toList();
  }

  private boolean isCase() {
    return Files.isDirectory(Path.of(file));
  }

  private Taken fixture(Project project, Pipe pipe, Evidence evidence) {
    PipeRun run = project.trace(pipe.name(), Path.of(file), evidence);
    Stage first = run.trace().payloads().keySet().iterator().next();
    String attempt = Project.attempt(Path.of(file));
    String of = attempt.isEmpty() ? "" : ", " + attempt;
    boolean events = Project.beginsWithEvents(Path.of(file));
    String begin = events ? "an event" : "the stage " + first;
    return new Taken("a fixture that begins with " + begin + of, run);
  }

  private Taken input(Project project, Pipe of, Evidence evidence) {
    MessageBatch batch = MessageBatch.of(file, of.source(), project.clock());
    return new Taken(batch.form(), project.run(of, batch.payload(), evidence));
  }

  private void save(PipeRun run, Pipe of, Project project, Path directory) {
    SavedTrace saved = new SavedTrace(directory, of, project);
    if (isCase()) {
      saved.write(run, Path.of(file));
    } else if (file.equals(InputFile.STANDARD)) {
      saved.write(run);
    } else {
      saved.writeOf(run, Path.of(file));
    }
    spec.commandLine().getErr().println("standpipe: saved as " + directory);
  }

  /** How the input was read, and its trace. */
  private record Taken(String as, PipeRun run) {}
}
