package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.bus.BusTrace;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.CaseExecution;
import io.github.standpipe.fixture.CollectedQuarantine;
import io.github.standpipe.fixture.Evidence;
import io.github.standpipe.fixture.PipeRun;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.SavedTrace;
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
      "Runs one batch through a pipe and shows each stage with what it changed, values included.",
      "Look-ups are answered by the pipe's fixtures; clock and ids are those of a fixture."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the batch was delivered or discarded",
      "1:it was returned",
      "2:something given cannot be used"
    },
    mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin LookupsOption lookups = new LookupsOption();

  @Option(names = "--json", description = "Print one JSON object in place of text.")
  boolean json;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "Write the trace as a fixture, such as fixtures/OrderPipe/drops-a-draft.")
  @Nullable Path save;

  @Parameters(index = "0", paramLabel = "PIPE", description = "A pipe of the template.")
  String pipe = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = InputFile.STANDARD,
      description =
          "The messages, in any shape that import reads; or a fixture's folder. Default: standard"
              + " input.")
  String file = InputFile.STANDARD;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Evidence evidence = new Evidence();
    Project project = lookups.in(options.project());
    Project traced = save == null ? project : project.portable();
    Pipe of = isCase() ? traced.pipe(pipe, Path.of(file)) : traced.pipe(pipe);
    Taken taken = isCase() ? fixture(traced, of, evidence) : input(traced, of, evidence);
    Trace trace = taken.run().trace();
    List<CollectedQuarantine.Message> quarantined = taken.run().quarantined();
    List<Explanation> filter =
        trace.at(Stage.SOURCE).map(of.filterCriteria()::explain).orElse(List.of());
    PrintWriter out = spec.commandLine().getOut();
    List<String> journey = isCase() ? journey(traced.journey(of, Path.of(file))) : List.of();
    if (json) {
      ObjectNode told = TraceJson.of(of, trace, taken.as, quarantined);
      told.set("filter", ExplainJson.filter(filter));
      told.set("placeholders", ExplainJson.placeholders(of.explain(trace, taken.run().clock())));
      told.set("lookups", ExplainJson.lookups(evidence.asked()));
      told.set("failures", ExplainJson.failures(evidence.failed()));
      taken.run().execution().ifPresent(execution -> told.set("execution", execution.json()));
      if (!journey.isEmpty()) {
        journey.forEach(told.putArray("bus")::add);
      }
      out.println(Json.pretty(told));
    } else {
      journey.forEach(out::println);
      new TraceText(out, filter, evidence).print(of, trace, taken.as, quarantined);
      taken.run().execution().map(CaseExecution::json).ifPresent(new ExecutionText(out)::print);
    }
    if (save != null) {
      save(taken.run(), of, traced, save);
    }
    return trace.outcome() instanceof Outcome.Returned ? Standpipe.FAILED : Standpipe.OK;
  }

  /** What became of the events that a case begins with, in front of the queue. */
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

  /** What the input was taken for, and its trace. */
  private record Taken(String as, PipeRun run) {}
}
