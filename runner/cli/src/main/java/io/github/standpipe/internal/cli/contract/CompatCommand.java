package io.github.standpipe.internal.cli.contract;

import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.Progress;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.revision.BaseFile;
import io.github.standpipe.internal.schema.Compatibility;
import io.github.standpipe.internal.schema.Party;
import io.github.standpipe.internal.schema.SchemaName;
import io.github.standpipe.internal.schema.SchemaSet;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe compat OLD NEW}. */
@Command(
    name = "compat",
    description = {
      "Compares two versions of an event's schema: add fields, never remove, rename or retype.",
      "Reads JSON Schemas (draft 4, 6, 7, 2019-09, 2020-12), OpenAPI 3 documents, answers of aws"
          + " schemas describe-schema, and templates with AWS::EventSchemas::Schema."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no change breaks anybody",
      "1:a change breaks somebody, or cannot be decided; see --fail-on",
      "2:an option or a file cannot be used"
    },
    mixinStandardHelpOptions = true)
public final class CompatCommand implements Callable<Integer> {
  enum Owner {
    PRODUCER(EnumSet.of(Party.CONSUMER)),
    CONSUMER(EnumSet.of(Party.PRODUCER)),
    BOTH(EnumSet.allOf(Party.class));

    private final Set<Party> watched;

    Owner(Set<Party> watched) {
      this.watched = watched;
    }
  }

  enum FailOn {
    BREAKING,
    UNDECIDED,
    NEVER
  }

  @Parameters(
      arity = "1..2",
      paramLabel = "SCHEMA",
      description =
          "The old and the new version, a schema or a template each, JSON or YAML; FILE#NAME for"
              + " one schema of an OpenAPI document, of definitions or of a template; with --base"
              + " the new one only.")
  List<String> files = List.of();

  @Option(
      names = "--base",
      paramLabel = "REVISION",
      description =
          "Compare with the file as it was: at a git revision, REVISION:PATH for another path, or"
              + " in a folder.")
  @Nullable String base;

  @Option(
      names = "--owner",
      paramLabel = "PARTY",
      description =
          "Whose schema changes. producer: it describes what its owner publishes; report what"
              + " breaks consumers. consumer: it describes what its owner accepts; report what"
              + " breaks producers. Default: both.")
  Owner owner = Owner.BOTH;

  @Option(
      names = "--strict",
      description =
          "Let fields count that a schema does not declare: consumers validate events with the old"
              + " schema, and producers send undeclared fields.")
  boolean strict;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      description =
          "Exit with status 1 if a change is breaking, or if one is breaking or undecided:"
              + " breaking, undecided or never. Default: undecided.")
  FailOn failOn = FailOn.UNDECIDED;

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "A value for a parameter of the templates. May be repeated.")
  List<String> parameters = List.of();

  @Mixin JsonOption json = new JsonOption();
  @Mixin Progress progress = new Progress();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Map<String, String> given = ProjectOptions.parameterValues(parameters);
    progress.doing("comparing schemas");
    SchemaSet before = before(given);
    SchemaSet after = SchemaName.of(files.getLast()).read(given);
    Map<String, Compatibility> verdicts = Compatibility.of(before, after, owner.watched, strict);
    progress.doing("looking for documents that show the changes");
    CompatWitnesses witnesses = CompatWitnesses.of(before, after, verdicts, owner.watched);
    progress.done();
    PrintWriter out = spec.commandLine().getOut();
    if (json.isAsked()) {
      out.println(Json.pretty(CompatJson.of(verdicts, witnesses)));
    } else {
      new CompatText(out, Ink.onTerminal(), witnesses).print(verdicts);
    }
    return fails(verdicts) ? ExitCode.FAILED : ExitCode.OK;
  }

  private SchemaSet before(Map<String, String> given) {
    if (base != null && files.size() == 1) {
      SchemaName name = SchemaName.of(files.getFirst());
      return BaseFile.read(name.file(), base, file -> name.read(given, file));
    }
    if (base != null || files.size() != 2) {
      throw new Fault("compat", "compares two files; give OLD and NEW, or --base REVISION and NEW");
    }
    return SchemaName.of(files.getFirst()).read(given);
  }

  private boolean fails(Map<String, Compatibility> verdicts) {
    boolean breaking = verdicts.values().stream().anyMatch(Compatibility::isBreaking);
    boolean undecided = verdicts.values().stream().anyMatch(Compatibility::isUndecided);
    return switch (failOn) {
      case NEVER -> false;
      case BREAKING -> breaking;
      case UNDECIDED -> breaking || undecided;
    };
  }
}
