package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Quarantined;
import io.github.standpipe.fixture.SavedTrace;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.Trace;
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
    mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
  private static final String SOURCE = "1-source.json";

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
          "An array of records, one record, or one message body, JSON or not; or a fixture's"
              + " folder. Default: standard input.")
  String file = Input.STANDARD;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Project project = lookups.in(options.project());
    Path given = Path.of(file);
    boolean isCase = Files.isDirectory(given);
    Input input = isCase ? source(given) : new Input(file);
    Pipe traced = isCase ? project.pipe(pipe, given) : project.pipe(pipe);
    SourceBatch batch =
        SourceBatch.read(input.text(), input.name(), traced.source(), project.clock());
    Trace trace = traced.run(batch.payload(), project.clock());
    List<Quarantined.Message> quarantined = project.quarantined();
    if (json) {
      ObjectNode told = TraceJson.of(trace, batch.form(), quarantined);
      spec.commandLine().getOut().println(Json.pretty(told));
    } else {
      new TraceText(spec.commandLine().getOut()).print(traced, trace, batch.form(), quarantined);
    }
    if (save != null) {
      new SavedTrace(traced, project.clock()).write(trace, save);
      spec.commandLine().getErr().println("standpipe: saved as " + save);
    }
    return trace.outcome() instanceof Outcome.Returned ? Standpipe.FAILED : Standpipe.OK;
  }

  private static Input source(Path directory) {
    Path source = directory.resolve(SOURCE);
    if (!Files.exists(source)) {
      throw new Fault(
          directory.toString(),
          "has no " + SOURCE + "; trace a file, or the folder of a fixture that begins with one");
    }
    return new Input(source.toString());
  }
}
