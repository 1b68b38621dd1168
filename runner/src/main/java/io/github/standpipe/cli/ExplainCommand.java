package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.FixtureNames;
import io.github.standpipe.fixture.PipeRun;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Placeholder;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.report.Evidence;
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
      "Tells why: each leaf of each filter pattern, each placeholder of the input templates, the"
          + " look-ups by round, and where the transform failed; values included.",
      "Look-ups are answered by the pipe's fixtures; clock and ids are those of a fixture."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  enum Part {
    filter,
    template,
    lookups,
    transform
  }

  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin LookupsOption lookups = new LookupsOption();

  @Option(names = "--json", description = "Print one JSON array in place of text.")
  boolean json;

  @Option(
      names = "--only",
      paramLabel = "PART",
      description =
          "Only this part: ${COMPLETION-CANDIDATES}. The filter alone is explained without the"
              + " pipe's function.")
  @Nullable Part only;

  @Parameters(index = "0", paramLabel = "PIPE", description = "A pipe of the template.")
  String pipe = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The messages, in any shape that import reads; a fixture's folder; or - for standard"
              + " input. Default: the source of each of the pipe's fixtures.")
  @Nullable String file;

  @Spec CommandSpec spec = CommandSpec.create();

  /** What is explained, and how it came to the queue. */
  private record Batch(
      String name, Payload records, List<String> journey, String form, boolean isPlain) {}

  private record Explained(
      String name,
      Batch batch,
      Trace trace,
      List<Warning> warnings,
      List<Explanation> filter,
      List<Placeholder> placeholders,
      List<Evidence.Asked> lookups,
      List<Evidence.Failed> failures) {}

  @Override
  public Integer call() {
    Project project = lookups.in(options.project());
    ArrayNode all = Json.array();
    for (String given : batches(project)) {
      Explained explained = explained(project, given);
      if (json) {
        all.add(json(explained));
      } else {
        print(explained, spec.commandLine().getOut());
      }
    }
    if (json) {
      spec.commandLine().getOut().println(Json.pretty(all));
    }
    return Standpipe.OK;
  }

  private List<String> batches(Project project) {
    if (file != null) {
      return List.of(file);
    }
    project.template().pipe(pipe);
    List<String> sources = new ArrayList<>();
    for (Path directory : project.fixtures().of(pipe)) {
      if (Project.beginsWithEvents(directory)
          || Files.exists(directory.resolve(FixtureNames.SOURCE))) {
        sources.add(directory.toString());
      }
    }
    if (sources.isEmpty()) {
      throw new Fault(
          pipe + " has no fixture that begins with " + FixtureNames.SOURCE, "name a file");
    }
    return sources;
  }

  private Explained explained(Project project, String given) {
    Pipe explained = pipe(project, given);
    Path path = Path.of(given);
    if (Project.beginsWithEvents(path)) {
      Payload arrived = project.arrived(explained, path).orElseThrow();
      List<String> journey = TraceCommand.journey(project.journey(explained, path));
      return explained(
          project,
          explained,
          new Batch(given, arrived, journey, "a fixture that begins with an event", true));
    }
    MessageBatch batch = MessageBatch.of(given, explained.source(), project.clock());
    return explained(
        project,
        explained,
        new Batch(
            InputFile.ofBatch(given).name(),
            batch.payload(),
            List.of(),
            batch.form(),
            batch.isPlain()));
  }

  private static Explained explained(Project project, Pipe explained, Batch batch) {
    Evidence evidence = new Evidence();
    PipeRun run = project.run(explained, batch.records(), evidence);
    Trace trace = run.trace();
    return new Explained(
        batch.name(),
        batch,
        trace,
        Stream.concat(explained.warnings().stream(), trace.warnings().stream()).toList(),
        explained.filterCriteria().explain(batch.records()),
        explained.explain(trace, run.clock()),
        evidence.asked(),
        evidence.failed());
  }

  private Pipe pipe(Project project, String given) {
    if (only == Part.filter) {
      return project.template().pipe(pipe).pipe(function -> request -> request);
    }
    Path path = Path.of(given);
    return Files.isDirectory(path) ? project.pipe(pipe, path) : project.pipe(pipe);
  }

  private boolean shows(Part part) {
    return only == null || only == part;
  }

  private void print(Explained explained, PrintWriter out) {
    Ink ink = Ink.onTerminal();
    ExplainText text = new ExplainText(out);
    Batch batch = explained.batch();
    String as = batch.isPlain() ? "" : "  taken as " + batch.form();
    out.println(ink.strong(pipe) + "  " + explained.name() + as);
    batch.journey().forEach(line -> out.println("  " + line));
    if (shows(Part.filter)) {
      text.filter(explained.filter(), "  ");
    }
    if (shows(Part.template)) {
      text.placeholders(explained.placeholders(), "  ");
    }
    if (shows(Part.lookups)) {
      text.lookups(explained.lookups(), "  ");
    }
    if (shows(Part.transform)) {
      text.failures(explained.failures(), "  ");
    }
    warnings(explained)
        .forEach(
            w -> out.println("  " + ink.careful("warning") + " [" + w.rule() + "] " + w.message()));
    if (only == null
        && explained.trace().outcome() instanceof Outcome.Returned(var at, var cause)) {
      out.println("  " + ink.bad("returned") + " at " + at + ": " + cause);
    }
  }

  /** What trace warns of; of the filter alone if nothing else is explained. */
  private List<Warning> warnings(Explained explained) {
    return only == null || only == Part.filter
        ? explained.warnings().stream().filter(w -> only == null || isOfFilter(w.rule())).toList()
        : List.of();
  }

  private static boolean isOfFilter(String rule) {
    return rule.startsWith("filter-") || rule.startsWith("source-") || rule.matches("U(6|7|12|20)");
  }

  private ObjectNode json(Explained explained) {
    ObjectNode told = Json.object().put("pipe", pipe).put("given", explained.name());
    told.put("takenAs", explained.batch().form());
    if (!explained.batch().journey().isEmpty()) {
      explained.batch().journey().forEach(told.putArray("bus")::add);
    }
    if (shows(Part.filter)) {
      told.set("filter", ExplainJson.filter(explained.filter()));
    }
    if (shows(Part.template)) {
      told.set("placeholders", ExplainJson.placeholders(explained.placeholders()));
    }
    if (shows(Part.lookups)) {
      told.set("lookups", ExplainJson.lookups(explained.lookups()));
    }
    if (shows(Part.transform)) {
      told.set("failures", ExplainJson.failures(explained.failures()));
    }
    told.set("warnings", TraceJson.warnings(warnings(explained)));
    return told;
  }
}
