package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.internal.cli.console.Interrupt;
import io.github.standpipe.internal.cli.console.LookupsOption;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.console.RunEvents;
import io.github.standpipe.internal.cli.console.RunListener;
import io.github.standpipe.internal.cli.console.RunQueues;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.local.EmbeddedSqs;
import io.github.standpipe.internal.local.Executions;
import io.github.standpipe.internal.local.LivePipe;
import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.internal.local.LiveRun;
import io.github.standpipe.internal.local.RecordedExecutions;
import io.github.standpipe.internal.local.ServerQueues;
import io.github.standpipe.internal.local.Servers;
import io.github.standpipe.internal.local.StepFunctions;
import io.github.standpipe.internal.local.Summary;
import io.github.standpipe.internal.local.TargetCalls;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.template.PipeDefinition;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code standpipe run PIPE}. */
@Command(
    name = "run",
    description = {
      "Runs a pipe on real SQS messages: polls, filters, enriches, starts executions, deletes.",
      "An embedded server on 127.0.0.1 holds the template's queues; executions are recorded and run"
          + " in the template's state machine, with the fixtures' answers for its tasks."
          + " AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_SFN or AWS_ENDPOINT_URL name other servers.",
      "The pipe's fixtures answer look-ups. Ends when the queue is empty."
    },
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  private static final int MOST_POLLERS = 50;

  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin LookupsOption lookups = new LookupsOption();

  @Option(
      names = "--send",
      paramLabel = "FILE",
      description =
          "Send the messages in FILE, in any format that import reads: one body per line, one event"
              + " over several lines, records; - is standard input, one message per line. Default:"
              + " the source events of the pipe's fixtures; nothing to a server other than the"
              + " embedded one.")
  @Nullable String send;

  @Option(
      names = "--lines",
      description = "Send each line of FILE as a body, regardless of its content.")
  boolean lines;

  @Option(
      names = "--whole",
      description = "Send FILE as the body of one message, regardless of its content.")
  boolean whole;

  @Option(
      names = "--case",
      paramLabel = "PATTERN",
      description =
          "Send only fixture cases whose name matches PATTERN: a part of the name, or a glob with *"
              + " and ?. May be repeated; any match counts.")
  List<String> cases = List.of();

  @Option(
      names = {"-v", "--verbose"},
      description =
          "Print each stage of a batch and what it changed instead of one line per batch.")
  boolean verbose;

  @Option(names = "--follow", description = "Run until Ctrl-C.")
  boolean follow;

  @Option(
      names = "--executions",
      paramLabel = "DIR",
      description = "Write the input of each execution to a file in DIR.")
  @Nullable Path executions;

  @Option(
      names = "--no-machine",
      description = "Record executions without running the state machine behind the pipe.")
  boolean noMachine;

  @Option(
      names = "--real-time",
      description =
          "Do not skip the visibility timeout of returned messages on the embedded server.")
  boolean realTime;

  @Option(
      names = "--pollers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Poll with N concurrent pollers. Default: 1.")
  int pollers = 1;

  @Option(
      names = "--create-queues",
      description = "Create the template's queues on the server that AWS_ENDPOINT_URL_SQS names.")
  boolean createQueues;

  @Option(names = "--values", description = "Print payloads, not only their keys.")
  boolean values;

  @Option(names = "--json", description = "Print one JSON object per line instead of text.")
  boolean json;

  @Mixin OnlyPipeParameter subject = new OnlyPipeParameter();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    check();
    Project project = lookups.in(options.project());
    PipeDefinition pipe = subject.in(project.template());
    String arn = pipe.queue().arn();
    LivePipe live = new LivePipe(project, name(pipe));
    Servers servers = Servers.of(System.getenv());
    if (servers.sqs().isPresent()) {
      try (ServerQueues queues = ServerQueues.of(servers, arn)) {
        return run(project, live, RunQueues.of(queues, pipe, createQueues), servers);
      }
    }
    try (EmbeddedSqs server = EmbeddedSqs.start(arn);
        ServerQueues queues = ServerQueues.of(server)) {
      return run(project, live, RunQueues.of(queues, pipe, true), servers);
    }
  }

  private String name(PipeDefinition only) {
    return subject.name.isEmpty() ? only.logicalId() : subject.name;
  }

  private void check() {
    if (pollers < 1 || pollers > MOST_POLLERS) {
      throw new Fault("--pollers " + pollers, "give a number from 1 to " + MOST_POLLERS);
    }
    if (send != null && !cases.isEmpty()) {
      throw new Fault("--case", "selects fixtures, and --send sends a file; pass only one of them");
    }
    if (lines && whole) {
      throw new Fault("--lines", "contradicts --whole; pass only one of them");
    }
    if (send != null) {
      new InputFile(send).checked();
    }
  }

  private int run(Project project, LivePipe live, RunQueues queues, Servers servers) {
    if (!(live.pipe().target() instanceof Target.OfMachine)) {
      if (executions != null) {
        throw new Fault("--executions", live.pipe().name() + " does not start executions");
      }
      PipeDefinition pipe = subject.in(project.template());
      MachineExecutions none = MachineExecutions.startedOnly(RecordedExecutions.counted());
      try (RunTargets targets = RunTargets.of(project, live, pipe, queues, servers)) {
        return run(project, live, queues, new Called(targets.calls(), none, targets.follow()));
      }
    }
    Optional<URI> stepFunctions = servers.stepFunctions();
    if (stepFunctions.isEmpty()) {
      return run(project, live, queues, Called.of(here(live)));
    }
    if (executions != null) {
      throw new Fault(
          "--executions writes what is recorded here; " + stepFunctions.get() + " starts them");
    }
    if (live.pipe().target().waits()) {
      throw new Fault(
          live.pipe().name()
              + " waits for its machine (REQUEST_RESPONSE), which is not supported on a server;"
              + " unset AWS_ENDPOINT_URL_SFN to record executions, or set FIRE_AND_FORGET");
    }
    try (StepFunctions started = StepFunctions.of(servers, live.pipe().target().arn())) {
      return run(project, live, queues, Called.of(MachineExecutions.startedOnly(started)));
    }
  }

  /** Recorded executions, run in the machine behind the pipe. */
  private MachineExecutions here(LivePipe live) {
    return noMachine
        ? MachineExecutions.startedOnly(recorded())
        : MachineExecutions.of(recorded(), live.machine());
  }

  private Executions recorded() {
    return executions == null ? RecordedExecutions.counted() : RecordedExecutions.into(executions);
  }

  /**
   * The target of a run.
   *
   * @param executions what became of executions; nothing for a target that has none
   * @param follow lets the run's own buses take what the pipe sends
   */
  private record Called(
      TargetCalls calls, MachineExecutions executions, Consumer<RunEvents> follow) {
    static Called of(MachineExecutions executions) {
      return new Called(executions, executions, events -> {});
    }
  }

  private int run(Project project, LivePipe live, RunQueues queues, Called target) {
    Pipe pipe = live.pipe();
    LiveQueue queue = queues.source();
    RunListener listener = listener(subject.in(project.template()), pipe, target.executions());
    LiveRun.Settings settings = LiveRun.Settings.STANDARD.withPollers(pollers);
    LiveRun run =
        new LiveRun(
            pipe, queue, target.calls(), listener, realTime ? settings.inRealTime() : settings);
    quarantine(live, run, queues);
    live.watchedBy(run.watch());
    try (Interrupt interrupt = Interrupt.stopping(run::stop, follow);
        RunEvents events = open(project, queues, run, listener)) {
      target.follow().accept(events);
      Feed feed = new Feed(project, live, run, listener, cases);
      Optional<Lines> sent =
          Optional.ofNullable(send)
              .map(file -> new Lines(new InputFile(file), run, listener, interrupt, reading()));
      if (sent.isEmpty() && queue.embedded() && !(follow && feed.isEmpty())) {
        feed.fixtures(interrupt);
      }
      sent.ifPresent(follow ? Lines::follow : Lines::send);
      if (!interrupt.asked()) {
        poll(run, queues, listener, feed);
      }
      sent.ifPresent(Lines::end);
      events.end();
      if (!follow && !interrupt.asked()) {
        run.drain(); // events that were put while the queue was found empty
      }
      Summary summary = run.summary();
      listener.ends(summary, queues, events.tally());
      boolean complete = summary.left() == 0 && sent.filter(Lines::isRefused).isEmpty();
      boolean accounted = summary.accounted() && events.tally().accounted();
      return interrupt.ends(accounted && (follow || complete) ? ExitCode.OK : ExitCode.FAILED);
    }
  }

  private static void quarantine(LivePipe live, LiveRun run, RunQueues queues) {
    live.quarantineTo(
        queues
            .quarantine()
            .map(there -> run.quarantine(there, live.variables()))
            .orElseGet(run::quarantine));
    queues
        .quarantine()
        .ifPresent(
            there -> live.machineQuarantineTo(run.quarantineBehind(there, live.variables())));
  }

  private RunEvents open(Project project, RunQueues queues, LiveRun run, RunListener listener) {
    listener.starts(queues);
    return RunEvents.open(
        project.template(), subject.in(project.template()), queues, run, listener);
  }

  private Lines.Reading reading() {
    return whole ? Lines.Reading.WHOLE : lines ? Lines.Reading.LINES : Lines.Reading.MESSAGES;
  }

  private RunListener listener(PipeDefinition definition, Pipe pipe, MachineExecutions target) {
    PrintWriter out = spec.commandLine().getOut();
    return json
        ? new RunJson(out, pipe.name(), target)
        : new RunReport(out, spec.commandLine().getErr(), definition, pipe, target, detail());
  }

  private RunReport.Detail detail() {
    return values
        ? RunReport.Detail.VALUES
        : verbose ? RunReport.Detail.STAGES : RunReport.Detail.LINES;
  }

  private void poll(LiveRun run, RunQueues queues, RunListener listener, Feed feed) {
    if (follow) {
      listener.follows(queues, feed.sample());
      run.follow();
    } else {
      run.drain();
    }
  }
}
