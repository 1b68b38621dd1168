package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.capture.Capture;
import io.github.standpipe.capture.FilteredPaths;
import io.github.standpipe.capture.Redaction;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.SavedTrace;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe import PIPE [FILE|-] --save DIR}. */
@Command(
    name = "import",
    description = {
      "Makes a fixture of messages from life: what the AWS CLI received, a Lambda event, a pipe's"
          + " log, quarantine envelopes, or message bodies.",
      "Their values are replaced; keys, kinds and what is equal to what stay."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Mixin ProjectOptions options = new ProjectOptions();

  @Option(
      names = "--save",
      paramLabel = "DIR",
      required = true,
      description = "The fixture to write, such as fixtures/OrderPipe/returns-an-order.")
  Path save = Path.of("");

  @Option(
      names = "--keep",
      paramLabel = "PATH",
      description =
          "Keep the values at a path of the event, such as detail.data.sku; may be repeated. What"
              + " the pipe's filter looks at is kept anyway.")
  List<String> keep = List.of();

  @Option(names = "--as-is", description = "Replace no value: the fixture holds what was sent.")
  boolean asIs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed replaces values alike. Default: 1.")
  long seed = 1;

  @Parameters(index = "0", paramLabel = "PIPE", description = "A pipe of the template.")
  String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = Input.STANDARD,
      description = "The messages. Default: standard input.")
  String file = Input.STANDARD;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Project project = options.project();
    Pipe pipe = project.pipe(name);
    SavedTrace.refuseTaken(save);
    Input input = new Input(file);
    Capture capture = Capture.read(input.text(), input.name());
    List<ObjectNode> records = redacted(capture.records(), pipe);
    SourceBatch batch =
        SourceBatch.read(
            Json.text(Json.array().addAll(records)), input.name(), pipe.source(), project.clock());
    Trace trace = pipe.run(batch.payload(), project.clock());
    SavedTrace.write(trace, save, pipe, project);
    tell(capture, trace);
    return Standpipe.OK;
  }

  private List<ObjectNode> redacted(List<ObjectNode> records, Pipe pipe) {
    if (asIs) {
      return records;
    }
    Set<String> kept = new TreeSet<>(FilteredPaths.of(pipe.filterCriteria()));
    keep.forEach(path -> kept.add(path.startsWith(".") ? path.substring(1) : path));
    Redaction redaction = new Redaction(kept, seed);
    return records.stream().map(redaction::record).toList();
  }

  private void tell(Capture capture, Trace trace) {
    var out = spec.commandLine().getOut();
    out.println(
        Words.count(capture.records().size(), "message")
            + " imported from "
            + capture.form()
            + (asIs ? ", as they are" : ", values replaced"));
    out.println("saved as " + save + ": " + told(trace.outcome()));
    out.println("read it before you commit it: it says what the pipe does, not what it should do");
  }

  private static String told(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered delivered -> "the batch is delivered";
      case Outcome.Discarded(Stage after) -> "nothing is left after " + after;
      case Outcome.Returned(Stage at, String cause) -> "the batch returns at " + at + ": " + cause;
    };
  }
}
