package io.github.standpipe.internal.cli.production;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.TemplateFeeders;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.internal.capture.Replacements;
import io.github.standpipe.internal.capture.TrialRun;
import io.github.standpipe.internal.capture.UndeliveredMessages;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.LookupsOption;
import io.github.standpipe.internal.cli.console.PipeParameter;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.production.RedactionOptions.RedactedRun;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.SavedTrace;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Pipe;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "Makes a fixture from production messages: the output of the AWS CLI, a Lambda event, a"
          + " pipe's log, quarantine envelopes, dead letters of rules, topics and schedules, or"
          + " message bodies; or from messages on a queue, which stay there.",
      "Replaces their values and those of the documents that they look up; keys that name fields,"
          + " types and equalities are kept."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the fixture is saved",
      "1:redaction changes the outcome, or the fixture does not pass",
      "2:an option, the template, a fixture or a file cannot be used"
    },
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  /** Every reader of JSON can hold a number of 53 bits. */
  private static final int SPARE_BITS = 11;

  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin LookupsOption lookups = new LookupsOption();
  @Mixin QueueOptions queue = new QueueOptions();

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
          "Keep the values at a path of the event, such as detail.data.sku, or of a document, such"
              + " as lookups.customers.tier; may be repeated. A star stands for keys that are data:"
              + " scores.*.points.")
  List<String> keep = List.of();

  @Option(
      names = "--as-is",
      description = "Do not replace values: the fixture holds the messages as they were sent.")
  boolean asIs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "The seed of the replacement: with the same seed a value is always replaced by the same"
              + " one. Default: random, and printed. A seed can reveal values, so do not commit"
              + " it.")
  @Nullable Long seed;

  @Option(
      names = "--anyway",
      description =
          "Read messages even if that uses up their last receive; save even if redaction changes"
              + " the outcome.")
  boolean anyway;

  @Mixin JsonOption json = new JsonOption();

  @Mixin PipeParameter subject = new PipeParameter();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The messages. Default: standard input, if no queue is named.")
  @Nullable String file;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Project project = options.project();
    Pipe pipe = project.pipe(subject.name());
    SavedTrace.refuseTaken(save);
    UndeliveredMessages undelivered =
        new UndeliveredMessages(
            TemplateFeeders.of(project.template()),
            project.template().pipe(subject.name()).queue().arn());
    Capture all =
        undelivered.arrived(
            new Messages(queue, file, anyway, err()).of(project.template().pipe(subject.name())),
            file == null ? "the messages" : file);
    int most = Math.min(all.messages().size(), pipe.source().batchSize());
    List<ObjectNode> records = all.records().subList(0, most);
    Replacements rules = Replacements.of(pipe.filterCriteria(), kept(), seed());
    RedactionOptions redacting = new RedactionOptions(project, records, asIs, rules);
    TrialRun original = TrialRun.of(lookups.in(project), subject.name(), records);
    RedactedRun redacted = redacting.run(original);
    ImportReport imported =
        new ImportReport(
            all,
            most,
            asIs ? Optional.empty() : Optional.of(rules.seed()),
            redacted,
            RedactionDifference.between(original, redacted.run(), redacting),
            List.copyOf(undelivered.notes()));
    boolean saves = anyway || !imported.isChanged();
    List<String> differences = saves ? saved(redacted.run()) : List.of();
    if (json.isAsked()) {
      out().println(imported.json(saves ? Optional.of(save) : Optional.empty(), differences));
    } else {
      imported.print(out(), err(), saves ? Optional.of(save) : Optional.empty(), differences);
    }
    return !imported.isChanged() && differences.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private long seed() {
    return seed == null ? new SecureRandom().nextLong() >>> SPARE_BITS : seed;
  }

  private Set<String> kept() {
    Set<String> kept = new TreeSet<>();
    keep.forEach(path -> kept.add(path.replaceFirst("^(\\$?\\.)?(body\\.)?", "")));
    if (kept.contains("")) {
      throw new Fault("--keep", "is not a path; write one such as detail.data.sku");
    }
    return kept;
  }

  /** Writes the fixture; returns how it fails among the pipe's fixtures, if it does. */
  private List<String> saved(TrialRun run) {
    new SavedTrace(save, run.pipe(), run.project()).write(run.run(), run.documents());
    Path folder = save.toAbsolutePath().normalize().getParent();
    return folder != null && folder.endsWith(subject.name())
        ? options.project().verify(save).differences()
        : List.of();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
