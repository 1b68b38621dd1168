package io.github.standpipe.internal.cli.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.PipeParameter;
import io.github.standpipe.internal.cli.console.Progress;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.contract.ContractReader;
import io.github.standpipe.internal.contract.PipeContract;
import io.github.standpipe.internal.contract.PromiseGap;
import io.github.standpipe.internal.schema.RegisteredSchema;
import io.github.standpipe.internal.schema.SchemaDocument;
import io.github.standpipe.internal.schema.SchemaName;
import io.github.standpipe.internal.schema.SchemaSet;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Template;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code standpipe contract PIPE}. */
@Command(
    name = "contract",
    description = {
      "Prints what a pipe reads of an event, what it gives, and what the state machine behind it"
          + " reads of that, with the conditions under which each path is read, and as JSON"
          + " Schemas.",
      "It is derived from filter, input templates, transform and definition; nothing is run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was printed, and what is read is given and promised",
      "1:the state machine reads a path that the pipe never gives, or --against: the schema does"
          + " not promise a path that is read; see --fail-on",
      "2:an option, the template or a file cannot be used"
    },
    mixinStandardHelpOptions = true)
public final class ContractCommand implements Callable<Integer> {
  enum FailOn {
    ABSENT,
    OPTIONAL,
    NEVER;

    boolean fails(PipeContract contract, List<PromiseGap> gaps) {
      boolean isAbsent = contract.machine().filter(it -> !it.neverGiven().isEmpty()).isPresent();
      return switch (this) {
        case NEVER -> false;
        case ABSENT -> isAbsent || gaps.stream().anyMatch(gap -> !gap.isOptional());
        case OPTIONAL -> isAbsent || !gaps.isEmpty();
      };
    }
  }

  enum Part {
    READS,
    GIVES
  }

  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin JsonOption json = new JsonOption();
  @Mixin Progress progress = new Progress();
  @Mixin PipeParameter pipe = new PipeParameter();

  @Option(
      names = "--against",
      paramLabel = "SCHEMA",
      description =
          "Report what the pipe reads and this schema does not promise: a file, FILE#NAME for one"
              + " schema of it, or the name of a schema that the template registers.")
  @Nullable String against;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      description =
          "With --against: exit with status 1 if a path is read that the schema does not declare"
              + " (absent), or that it does not require (optional), or never. Default: absent.")
  @Nullable FailOn failOn;

  @Option(
      names = "--schema",
      paramLabel = "PART",
      description = "Print one JSON Schema alone: reads or gives.")
  @Nullable Part part;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (failOn != null && against == null) {
      throw new Fault("--fail-on", "has a meaning only with --against; add --against SCHEMA");
    }
    Template template = options.project().template();
    progress.doing("reading the pipe");
    PipeContract contract = ContractReader.of(template, pipe.name());
    progress.done();
    PrintWriter out = spec.commandLine().getOut();
    Optional<List<PromiseGap>> gaps =
        Optional.ofNullable(against)
            .map(name -> PromiseGap.of(contract.readings(), schema(template, name)));
    if (part != null) {
      ObjectNode schema = part == Part.READS ? contract.reads() : contract.gives();
      out.println(Json.pretty(schema));
    } else if (json.isAsked()) {
      out.println(Json.pretty(ContractJson.of(contract, gaps)));
    } else {
      ContractText text = new ContractText(out, Ink.onTerminal());
      gaps.ifPresentOrElse(
          all -> text.print(all, String.valueOf(against)), () -> text.print(contract));
      text.printNeverGiven(contract);
    }
    FailOn limit = failOn == null ? FailOn.ABSENT : failOn;
    return limit.fails(contract, gaps.orElse(List.of())) ? ExitCode.FAILED : ExitCode.OK;
  }

  private static SchemaDocument schema(Template template, String name) {
    return RegisteredSchema.of(template).stream()
        .filter(schema -> schema.name().equals(name))
        .flatMap(schema -> schema.document().stream())
        .findFirst()
        .orElseGet(() -> file(template, name));
  }

  private static SchemaDocument file(Template template, String text) {
    SchemaName schema = SchemaName.of(text);
    if (!Files.exists(schema.file())) {
      List<String> names =
          RegisteredSchema.of(template).stream().map(RegisteredSchema::name).toList();
      throw new Fault(
          "--against " + text,
          "is neither a file nor a schema that the template registers"
              + (names.isEmpty() ? "" : "; it registers " + String.join(", ", names)));
    }
    return SchemaSet.readOne(schema);
  }
}
