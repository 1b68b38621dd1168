package io.github.standpipe.internal.cli.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.ExplainText;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.internal.cli.console.JsonArrayOption;
import io.github.standpipe.internal.cli.console.LookupsOption;
import io.github.standpipe.internal.cli.console.MessageBatch;
import io.github.standpipe.internal.cli.console.PipeParameter;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.console.TraceJson;
import io.github.standpipe.internal.fixture.Evidence;
import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.internal.fixture.PipeRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.InputTemplate;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Warning;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe explain PIPE [FILE|-]}. */
@Command(
    name = "explain",
    description = {
      "Explains each leaf of each filter pattern, each placeholder of the input templates, the"
          + " look-ups by round, where the transform failed, and the path through the state machine"
          + " if the fixture continues into it; values included.",
      "The pipe's fixtures answer look-ups; clock and ids are those of a fixture."
    },
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
  enum Part {
    filter,
    template,
    lookups,
    transform,
    machine
  }

  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin LookupsOption lookups = new LookupsOption();

  @Mixin JsonArrayOption json = new JsonArrayOption();

  @Option(
      names = "--only",
      paramLabel = "PART",
      description =
          "Explain only this part: ${COMPLETION-CANDIDATES}. The filter alone does not need the"
              + " pipe's function.")
  @Nullable Part only;

  @Mixin PipeParameter pipe = new PipeParameter();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The messages, in any format that import reads; a fixture's folder; or - for standard"
              + " input. Default: the source of each of the pipe's fixtures.")
  @Nullable String file;

  @Spec CommandSpec spec = CommandSpec.create();

  /** The batch to explain, and how it came to the queue. */
  private record Batch(String name, List<String> journey, String form, boolean isPlain) {}

  private record Explained(
      Batch batch,
      PipeRun run,
      List<Warning> warnings,
      List<InputTemplate.Placeholder> placeholders) {}

  @Override
  public Integer call() {
    Project project = lookups.in(options.project());
    ArrayNode all = Json.array();
    for (String given : batches(project)) {
      Explained explained = explained(project, given);
      if (json.isAsked()) {
        all.add(json(explained));
      } else {
        print(explained, spec.commandLine().getOut());
      }
    }
    if (json.isAsked()) {
      spec.commandLine().getOut().println(Json.pretty(all));
    }
    return ExitCode.OK;
  }

  private List<String> batches(Project project) {
    if (file != null) {
      return List.of(file);
    }
    project.template().pipe(pipe.name());
    List<String> sources = new ArrayList<>();
    for (Path directory : project.fixtures().of(pipe.name())) {
      if (Project.beginsWithEvents(directory)
          || Files.exists(directory.resolve(FixtureNames.SOURCE))) {
        sources.add(directory.toString());
      }
    }
    if (sources.isEmpty()) {
      throw new Fault(
          pipe.name() + " has no fixture that begins with " + FixtureNames.SOURCE, "name a file");
    }
    return sources;
  }

  private Explained explained(Project project, String given) {
    Pipe explained = pipe(project, given);
    Path path = Path.of(given);
    if (Project.beginsWithEvents(path)) {
      Payload arrived = project.arrived(explained, path).orElseThrow();
      List<String> journey = TraceCommand.journey(project.journey(explained, path));
      Batch batch = new Batch(given, journey, "a fixture that begins with an event", true);
      return explained(batch, run(project, explained, path, arrived));
    }
    if (Project.beginsBehindTheQueue(path)) {
      Batch batch = new Batch(given, List.of(), "a fixture that begins behind the queue", true);
      return explained(batch, project.run(pipe.name(), path, new Evidence()));
    }
    MessageBatch read = MessageBatch.of(given, explained.source(), project.clock());
    String name = InputFile.ofBatch(given).name();
    Batch batch = new Batch(name, List.of(), read.form(), read.isPlain());
    return explained(batch, run(project, explained, path, read.payload()));
  }

  /** A fixture runs with all of its given files, and continues into the machine if it says so. */
  private PipeRun run(Project project, Pipe explained, Path path, Payload records) {
    Evidence evidence = new Evidence();
    return only != Part.filter && Files.isDirectory(path)
        ? project.run(pipe.name(), path, evidence)
        : project.run(explained, records, evidence);
  }

  private static Explained explained(Batch batch, PipeRun run) {
    return new Explained(
        batch,
        run,
        Stream.concat(run.pipe().warnings().stream(), run.trace().warnings().stream()).toList(),
        run.pipe().explain(run.trace(), run.clock()));
  }

  private Pipe pipe(Project project, String given) {
    if (only == Part.filter) {
      return project.template().pipe(pipe.name()).pipe(function -> request -> request);
    }
    Path path = Path.of(given);
    return Files.isDirectory(path) ? project.pipe(pipe.name(), path) : project.pipe(pipe.name());
  }

  private boolean shows(Part part) {
    return only == null || only == part;
  }

  private void print(Explained explained, PrintWriter out) {
    Ink ink = Ink.onTerminal();
    ExplainText text = new ExplainText(out);
    Batch batch = explained.batch();
    String as = batch.isPlain() ? "" : "  taken as " + batch.form();
    PipeRun run = explained.run();
    out.println(ink.strong(pipe.name()) + "  " + batch.name() + as);
    batch.journey().forEach(line -> out.println("  " + line));
    if (shows(Part.filter)) {
      text.filter(run.filter(), "  ");
    }
    if (shows(Part.template)) {
      text.placeholders(explained.placeholders(), "  ");
    }
    if (shows(Part.lookups)) {
      text.lookups(run.evidence().asked(), "  ");
    }
    if (shows(Part.transform)) {
      text.failures(run.evidence().failed(), "  ");
    }
    if (shows(Part.machine)) {
      run.execution().ifPresent(execution -> new MachineText(out).print(execution, "  "));
      run.notes().stopped().ifPresent(why -> out.println("  " + ink.bad("stopped") + ": " + why));
    }
    warnings(explained)
        .forEach(
            w -> out.println("  " + ink.careful("warning") + " [" + w.rule() + "] " + w.message()));
    run.notes().unmet().ifPresent(why -> out.println("  " + ink.bad("not met") + ": " + why));
    if (only == null && run.trace().outcome() instanceof Outcome.Returned(var at, var cause)) {
      out.println("  " + ink.bad("returned") + " at " + at + ": " + cause);
    }
  }

  /** The warnings that trace prints; only the filter's if nothing else is explained. */
  private List<Warning> warnings(Explained explained) {
    return only == null || only == Part.filter
        ? explained.warnings().stream().filter(w -> only == null || isOfFilter(w.rule())).toList()
        : List.of();
  }

  private static boolean isOfFilter(String rule) {
    return rule.startsWith("filter-") || rule.startsWith("source-") || rule.matches("U(6|7|12|20)");
  }

  private ObjectNode json(Explained explained) {
    ObjectNode result =
        Json.object().put("pipe", pipe.name()).put("given", explained.batch().name());
    result.put("takenAs", explained.batch().form());
    if (!explained.batch().journey().isEmpty()) {
      explained.batch().journey().forEach(result.putArray("bus")::add);
    }
    if (shows(Part.filter)) {
      result.set("filter", ExplainJson.filter(explained.run().filter()));
    }
    if (shows(Part.template)) {
      result.set("placeholders", ExplainJson.placeholders(explained.placeholders()));
    }
    if (shows(Part.lookups)) {
      result.set("lookups", ExplainJson.lookups(explained.run().evidence().asked()));
    }
    if (shows(Part.transform)) {
      result.set("failures", ExplainJson.failures(explained.run().evidence().failed()));
    }
    if (shows(Part.machine)) {
      explained
          .run()
          .execution()
          .ifPresent(execution -> result.set("execution", MachineExplanationJson.of(execution)));
      explained.run().notes().stopped().ifPresent(why -> result.put("stopped", why));
    }
    explained.run().notes().unmet().ifPresent(why -> result.put("unmet", why));
    result.set("warnings", TraceJson.warnings(warnings(explained)));
    return result;
  }
}
