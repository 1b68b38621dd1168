package io.github.standpipe.internal.cli.compare;

import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.Progress;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.console.ThreadsOption;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.revision.BaseProject;
import io.github.standpipe.internal.shadow.Examples;
import io.github.standpipe.internal.shadow.RecordedEvents;
import io.github.standpipe.internal.shadow.ShadowFindings;
import io.github.standpipe.internal.shadow.ShadowRun;
import io.github.standpipe.internal.shadow.ShadowSetup;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Template;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
  @Mixin DocumentOptions lookups = new DocumentOptions();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin Progress progress = new Progress();

  // not required by picocli, which would require them of subcommands too
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PIPE",
      description = "The pipe to compare.")
  @Nullable String pipe;

  @Option(
      names = "--base-pipe",
      paramLabel = "NAME",
      description = "The pipe's name in the base, if it had another one.")
  @Nullable String basePipe;

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
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Put up to N events into a batch, in which one event can return the others. Default: 1,"
              + " so that each event has an outcome of its own.")
  int batch = 1;

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
    threads.count();
    lookups.check();
    Project project = options.project();
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
              before.project(),
              project,
              name,
              earlier(name, before),
              lookups.documents(project.fixtures().root().resolve(name)),
              to == Stages.execution ? List.of(project.fixtures().root().resolve(name)) : List.of(),
              batch);
      ShadowRun run = new ShadowRun(setup);
      if (to == Stages.target && run.machinesDiffer()) {
        note("the state machines differ and are not run; add --to execution to compare them");
      }
      ShadowFindings findings;
      try (RecordedEvents recorded = recorded(project, name)) {
        findings =
            run.run(
                recorded,
                threads.count(),
                done -> progress.doing(Words.count(done, "event") + " compared"));
      } finally {
        lookups.write().ifPresent(this::note);
      }
      progress.doing("making examples");
      if (findings.events() == 0 && findings.unreadable() == 0) {
        throw events.isEmpty()
            ? new Fault("the fixtures of " + name, "hold no event; name some with --events")
            : new Fault(
                "--events " + String.join(" ", events),
                "holds no event, so nothing is compared; name a file or folder that does");
      }
      Examples examples = new Examples(setup, kept());
      Comparison comparison = Comparison.of(name, before.name(), findings, examples);
      progress.done();
      return comparison;
    } catch (Fault e) {
      throw new Fault(before.readable(String.valueOf(e.getMessage())));
    }
  }

  private String earlier(String name, BaseProject before) {
    String earlier = basePipe == null ? name : basePipe;
    if (earlier.isBlank()) {
      throw new Fault("--base-pipe", "is empty; name a pipe of the base");
    }
    Template template = before.project().template();
    List<String> names =
        Stream.concat(template.pipes().stream(), template.off().stream())
            .flatMap(one -> Stream.of(one.logicalId(), one.name()))
            .distinct()
            .toList();
    if (!names.contains(earlier)) {
      throw new Fault(
          "--base " + before.name(),
          "has no pipe "
              + earlier
              + (names.isEmpty()
                  ? " and no other; a new pipe has nothing to be compared with"
                  : "; name one of its pipes with --base-pipe: " + String.join(", ", names)));
    }
    return earlier;
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

  private Set<String> kept() {
    Set<String> kept = new TreeSet<>();
    keep.forEach(path -> kept.add(path.replaceFirst("^(\\$?\\.|\\$$)?(body\\.)?", "")));
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
