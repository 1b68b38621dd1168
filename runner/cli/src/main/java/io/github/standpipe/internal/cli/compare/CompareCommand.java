package io.github.standpipe.internal.cli.compare;

import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.fixture.FixtureLookups;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.revision.BaseProject;
import io.github.standpipe.internal.shadow.Examples;
import io.github.standpipe.internal.shadow.RecordedEvents;
import io.github.standpipe.internal.shadow.ShadowDocuments;
import io.github.standpipe.internal.shadow.ShadowFindings;
import io.github.standpipe.internal.shadow.ShadowRun;
import io.github.standpipe.internal.shadow.ShadowSetup;
import io.github.standpipe.json.Fault;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe compare PIPE --base REVISION --events FILE|DIR|-}. */
@Command(
    name = "compare",
    description = {
      "Runs recorded events through a pipe as it was and as it is, and groups what differs in what"
          + " reaches the state machine.",
      "Reads the formats of import, lines of JSON in any number, and folders of such files,"
          + " compressed or not. Starts nothing and sends nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing differs",
      "1:something differs",
      "2:an option, the template or the base cannot be used, or an event cannot be read or compared"
    },
    subcommands = CompareFilterCommand.class,
    mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
  /** The last stage that is compared. */
  enum Stages {
    target,
    execution
  }

  private static final int MOST_BATCH = 10_000;

  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin JsonOption json = new JsonOption();
  @Mixin BaseOption base = new BaseOption();

  // not required by picocli, which would require them of subcommands too
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PIPE",
      description = "The pipe to compare.")
  @Nullable String pipe;

  @Option(
      names = "--events",
      paramLabel = "FILE|DIR|-",
      description =
          "The recorded events: a file, a folder of files or of fixtures, or standard input; may be"
              + " repeated. Default: the pipe's fixtures.")
  List<String> events = List.of();

  @Option(
      names = "--to",
      paramLabel = "STAGE",
      defaultValue = "target",
      description =
          "The last stage to compare: target for what reaches the state machine, or execution to"
              + " run the machine too, with answers from the fixtures' tasks. Default: target.")
  Stages to = Stages.target;

  @Option(
      names = "--lookups",
      paramLabel = "DIR|live",
      description =
          "What answers the look-ups of recorded events: a folder of NAME.json files, each with"
              + " documents by key, or live for the services. Default: the lookups of the pipe's"
              + " fixtures. An event whose key is not there is not compared; null says that a key"
              + " has no document.")
  @Nullable String lookups;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Put up to N events into a batch, in which one event can return the others. Default: 1,"
              + " so that each event has an outcome of its own.")
  int batch = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Compare on N threads. Default: one for each processor.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description =
          "Save an example of each group as a fixture in DIR, such as fixtures/OrderPipe. It"
              + " expects what the pipe does now.")
  @Nullable Path save;

  @Option(
      names = "--keep",
      paramLabel = "PATH",
      description =
          "Keep the values at a path in examples, as import does; may be repeated. Otherwise values"
              + " are replaced, except those that a difference depends on.")
  List<String> keep = List.of();

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Also write the result as Markdown, for a pull request.")
  @Nullable Path markdown;

  @Option(
      names = "--anyway",
      description = "Exit with 0 or 1 even if some events could not be read or compared.")
  boolean anyway;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    String name = required(pipe, "parameter: 'PIPE'");
    String revision = required(base.revision, "option: '--base=REVISION'");
    bounds("--batch", batch, MOST_BATCH);
    bounds("--threads", threads, 256);
    Project project = answering(options.project());
    project.template().pipe(name);
    try (BaseProject before = options.base(revision)) {
      before.notes().forEach(this::note);
      Comparison comparison = compared(name, before, project);
      report(comparison);
      return code(comparison.findings());
    }
  }

  private Comparison compared(String name, BaseProject before, Project project) {
    try {
      ShadowSetup setup =
          new ShadowSetup(
              answering(before.project()),
              project,
              name,
              documents(project, name),
              to == Stages.execution ? List.of(project.fixtures().root().resolve(name)) : List.of(),
              batch);
      ShadowRun run = new ShadowRun(setup);
      if (to == Stages.target && run.machinesDiffer()) {
        note("the state machines differ and are not run; add --to execution to compare them");
      }
      ShadowFindings findings;
      try (RecordedEvents recorded = recorded(project, name);
          CompareProgress progress = new CompareProgress(err(), System.console() != null)) {
        findings = run.run(recorded, threads, progress::show);
      }
      if (findings.events() == 0 && findings.unreadable() == 0) {
        throw new Fault(
            events.isEmpty() ? "the fixtures of " + name : "--events " + String.join(" ", events),
            "hold no event, so nothing is compared");
      }
      Examples examples = new Examples(setup, kept());
      return Comparison.of(name, before.name(), findings, examples);
    } catch (Fault e) {
      throw new Fault(before.readable(String.valueOf(e.getMessage())));
    }
  }

  private void report(Comparison comparison) {
    if (json.isAsked()) {
      out().println(new CompareJson(comparison).json());
    } else {
      new CompareText(comparison, out()).print();
    }
    if (save != null) {
      comparison.save(save, this::note);
    }
    if (markdown != null) {
      CompareMarkdown.of(comparison).write(markdown);
    }
  }

  private int code(ShadowFindings findings) {
    if (!findings.isComplete() && !anyway) {
      return ExitCode.UNUSABLE;
    }
    return findings.groups().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private RecordedEvents recorded(Project project, String name) {
    return events.isEmpty()
        ? RecordedEvents.ofCases(project.fixtures().of(name))
        : new RecordedEvents(events, System.in);
  }

  private boolean isLive() {
    return "live".equals(lookups);
  }

  private Project answering(Project project) {
    return isLive() ? project.withLiveLookups(System.getenv()) : project;
  }

  private ShadowDocuments documents(Project project, String name) {
    if (lookups == null || isLive()) {
      return ShadowDocuments.recorded(FixtureLookups.in(project.fixtures().root().resolve(name)));
    }
    Path folder = Path.of(lookups);
    if (!Files.isDirectory(folder)) {
      throw new Fault("--lookups " + lookups, "is not a folder; name one, or write live");
    }
    return ShadowDocuments.recorded(FixtureLookups.files(folder));
  }

  private Set<String> kept() {
    Set<String> kept = new TreeSet<>();
    keep.forEach(path -> kept.add(path.replaceFirst("^(\\$?\\.)?(body\\.)?", "")));
    if (kept.contains("")) {
      throw new Fault("--keep", "is not a path; write one such as detail.data.sku");
    }
    return kept;
  }

  private static void bounds(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new Fault(option + " " + value, "give a number from 1 to " + most);
    }
  }

  private String required(@Nullable String value, String what) {
    if (value == null) {
      throw new ParameterException(spec.commandLine(), "Missing required " + what);
    }
    return value;
  }

  private void note(String note) {
    err().println("standpipe: " + note);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
