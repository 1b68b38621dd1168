package io.github.standpipe.internal.cli.production;

import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.internal.cli.console.Consent;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.LookupsOption;
import io.github.standpipe.internal.cli.console.PipeParameter;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.local.LivePipe;
import io.github.standpipe.internal.local.MessageLoan;
import io.github.standpipe.internal.local.QueueAddress;
import io.github.standpipe.internal.local.Redrive;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.PipeDefinition;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe replay PIPE [FIXTURE|FILE|-]}. */
@Command(
    name = "replay",
    description = {
      "Runs quarantined or dead-lettered messages through the current pipe, each as a separate"
          + " batch, and reports the outcome. Does not start executions.",
      "With --redrive, sends those that would be delivered back to the pipe's queue."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all messages would be delivered, or were sent back",
      "1:a message would not be delivered, or was left; or consent was not given",
      "2:an option, the template, a fixture or a file cannot be used"
    },
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  /** What to do with further copies of a message. */
  enum Repeats {
    leave,
    delete
  }

  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin LookupsOption lookups = new LookupsOption();
  @Mixin QueueOptions queue = new QueueOptions();
  @Mixin Consent consent = new Consent();

  @Option(
      names = "--redrive",
      description =
          "Send messages that would be delivered back to the pipe's queue, then delete them from"
              + " their current queue.")
  boolean redrive;

  @Option(
      names = "--to",
      paramLabel = "NAME|URL|ARN",
      description = "The queue to send them back to. Default: the pipe's queue in the template.")
  @Nullable String to;

  @Option(
      names = "--repeats",
      paramLabel = "leave|delete",
      defaultValue = "leave",
      description =
          "What to do with further copies of a message that is sent back: ${COMPLETION-CANDIDATES}."
              + " Default: leave.")
  Repeats repeats = Repeats.leave;

  @Option(
      names = "--anyway",
      description = "Read messages even if that uses up their last receive.")
  boolean anyway;

  @Mixin JsonOption json = new JsonOption();

  @Mixin PipeParameter subject = new PipeParameter();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The messages, in any format that import reads, or the folder of a fixture. Default:"
              + " standard input, if no queue is named.")
  @Nullable String file;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (queue.isGiven() && file != null) {
      throw new Fault(file, "is given, and a queue too; name one of them");
    }
    if (redrive && !queue.isGiven()) {
      throw new Fault(
          "--redrive",
          "takes messages from a queue; name it by --quarantine," + " --dead-letters or --queue");
    }
    Project project = options.project();
    PipeDefinition definition = project.template().pipe(subject.name());
    LivePipe pipe = new LivePipe(lookups.in(project), subject.name());
    refuseGuesses(pipe);
    ReplayReport report =
        new ReplayReport(subject.name(), spec.commandLine().getOut(), json.isAsked());
    return queue.isGiven() ? ofQueue(definition, pipe, report) : ofFile(pipe, report);
  }

  /** The documents in the services decide whether a message would be delivered. */
  private void refuseGuesses(LivePipe pipe) {
    boolean asks =
        pipe.variables().entrySet().stream()
            .anyMatch(v ->
                LookupUri.name(v.getKey()).isPresent()
                    && LookupUri.namesService(v.getKey(), v.getValue()));
    if (redrive && asks && !spec.commandLine().getParseResult().hasMatchedOption("--lookups")) {
      throw new Fault(
          "--redrive",
          "depends on what look-ups find; pass --lookups live, or --lookups fixtures if those"
              + " answer the same");
    }
  }

  private int ofFile(LivePipe pipe, ReplayReport report) {
    if (file != null && Files.isDirectory(Path.of(file))) {
      pipe.enter(Path.of(file));
    }
    InputFile input = InputFile.ofBatch(file == null ? InputFile.STANDARD : file);
    Capture capture = Capture.read(input.withBases(), input.name());
    queue.aws.progress.doing("running the messages of " + input.name());
    report.judged(ReplayedMessage.captured(pipe, capture), capture.form());
    return report.end();
  }

  private int ofQueue(PipeDefinition definition, LivePipe pipe, ReplayReport report) {
    QueueAddress from = queue.address(definition);
    QueueAddress source =
        QueueAddress.of(
            to == null ? definition.queue().name() : to, "name it by --to NAME|URL|ARN");
    if (redrive && from.name().equals(source.name())) {
      throw new Fault(
          "the queue '" + from.name() + "'", "is the queue that they would be sent back to");
    }
    try (OpenQueues queues = queue.open(definition, from);
        MessageLoan loan =
            new MessageLoan(queues.find(from), Messages.source(definition), this::problem)) {
      Redrive back = redrive ? new Redrive(loan, queues.find(source)) : null;
      queue.aws.progress.doing("receiving from the queue " + from.name());
      List<ReplayedMessage> replayed =
          ReplayedMessage.received(
              pipe, loan.take(queue.max(), anyway, queue.aws.patience()), loan::origin);
      Messages.tellReceives(loan, replayed.size(), err());
      report.judged(replayed, "the queue " + from.name());
      Set<String> ours = new HashSet<>(List.of(source.name(), own(definition)));
      RedriveSelection selected = report.select(source.name().endsWith(".fifo"), ours);
      if (back != null && !selected.due().isEmpty()) {
        if (!consent.obtain(question(selected, from.name(), source.name()), err())) {
          report.end();
          return ExitCode.FAILED;
        }
        queue.aws.progress.doing(
            "sending " + Words.count(selected.due().size(), "message") + " back");
        back.move(selected.due(), report::moved);
        if (repeats == Repeats.delete) {
          back.deleteRepeats(report.sentRepeats()).forEach(report::moved);
        }
      }
      return back == null ? report.end() : report.redriven(source.name(), from.name(), queue.max());
    }
  }

  private static String own(PipeDefinition definition) {
    return definition.queue().name();
  }

  private String question(RedriveSelection selected, String from, String source) {
    int copies = selected.repeats().size();
    return "Send "
        + Words.count(selected.due().size(), "message")
        + " back from "
        + from
        + " to "
        + source
        + (repeats == Repeats.delete && copies > 0
            ? ", and delete " + Words.count(copies, "repeat")
            : "")
        + "?";
  }

  private void problem(String problem) {
    err().println("standpipe: " + problem);
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
