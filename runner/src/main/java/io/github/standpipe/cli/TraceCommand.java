package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Quarantined;
import io.github.standpipe.fixture.SavedTrace;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.report.Evidence;
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
      defaultValue = Input.STANDARD,
      description =
          "The messages, in any shape that import reads; or a fixture's folder. Default: standard"
              + " input.")
  String file = Input.STANDARD;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Evidence evidence = new Evidence();
    Project project = lookups.in(options.project()).watchedBy(evidence);
    Project traced = save == null ? project : project.portable();
    Pipe of = isCase() ? traced.pipe(pipe, Path.of(file)) : traced.pipe(pipe);
    Taken taken = isCase() ? fixture(traced, of) : input(traced, of);
    List<Quarantined.Message> quarantined = traced.quarantined();
    List<Explanation> filter =
        taken.trace.at(Stage.SOURCE).map(of.filterCriteria()::explain).orElse(List.of());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode told = TraceJson.of(of, taken.trace, taken.as, quarantined);
      told.set("filter", ExplainJson.filter(filter));
      told.set("placeholders", ExplainJson.placeholders(of.explain(taken.trace, project.clock())));
      told.set("lookups", ExplainJson.lookups(evidence.asked()));
      told.set("failures", ExplainJson.failures(evidence.failed()));
      out.println(Json.pretty(told));
    } else {
      new TraceText(out, filter, evidence).print(of, taken.trace, taken.as, quarantined);
    }
    if (save != null) {
      save(taken.trace, of, traced, save);
    }
    return taken.trace.outcome() instanceof Outcome.Returned ? Standpipe.FAILED : Standpipe.OK;
  }

  private boolean isCase() {
    return Files.isDirectory(Path.of(file));
  }

  private Taken fixture(Project project, Pipe pipe) {
    Trace trace = project.trace(pipe.name(), Path.of(file));
    Stage first = trace.payloads().keySet().iterator().next();
    String attempt = Project.attempt(Path.of(file));
    String of = attempt.isEmpty() ? "" : ", " + attempt;
    return new Taken("a fixture that begins with the stage " + first + of, trace);
  }

  private Taken input(Project project, Pipe of) {
    MessageBatch batch = MessageBatch.of(file, of.source(), project.clock());
    return new Taken(batch.form(), of.run(batch.payload(), project.clock()));
  }

  private void save(Trace trace, Pipe of, Project project, Path directory) {
    SavedTrace saved = new SavedTrace(directory, of, project);
    if (isCase()) {
      saved.write(trace, Path.of(file));
    } else if (file.equals(Input.STANDARD)) {
      saved.write(trace);
    } else {
      saved.writeOf(trace, Path.of(file));
    }
    spec.commandLine().getErr().println("standpipe: saved as " + directory);
  }

  /** What the input was taken for, and its trace. */
  private record Taken(String as, Trace trace) {}
}
