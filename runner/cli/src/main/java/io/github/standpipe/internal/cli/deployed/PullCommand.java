package io.github.standpipe.internal.cli.deployed;

import io.github.standpipe.internal.cli.console.AwsOptions;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.internal.deployed.DeployedPipe;
import io.github.standpipe.internal.deployed.DeployedPipes;
import io.github.standpipe.internal.deployed.LocalDefinition;
import io.github.standpipe.internal.files.FileChanges;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.files.WriteFailure;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Template;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code standpipe pull NAME}. */
@Command(
    name = "pull",
    description = {
      "Writes a deployed pipe as a template that trace, test and list can read.",
      "With --template: writes that template with the deployed properties in its pipe, so that its"
          + " functions run here."
    },
    mixinStandardHelpOptions = true)
public final class PullCommand implements Callable<Integer> {
  @Mixin AwsOptions aws = new AwsOptions();

  @Option(
      names = {"-t", "--template"},
      paramLabel = "FILE",
      description = "The template whose resources the deployed pipe uses.")
  @Nullable Path template;

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "A value for the template, as in other commands. May be repeated.")
  List<String> parameters = List.of();

  @Option(
      names = "--as",
      paramLabel = "PIPE",
      description = "The template's pipe. Default: the one with the same name or logical id.")
  @Nullable String as;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write to FILE instead of standard output.")
  @Nullable Path save;

  @Option(names = "--overwrite", description = "With --save: replace FILE if it exists.")
  public boolean overwrite;

  @Mixin DeployedName deployed = new DeployedName();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    checkPlace();
    try (Account account = aws.account();
        DeployedPipes pipes = account.pipes()) {
      DeployedPipe pipe = pipes.describe(deployed.name);
      LocalDefinition definition =
          template == null ? LocalDefinition.of(pipe) : joined(pipe, template);
      write(definition.yaml());
      definition.hidden().forEach(path -> print(path + " may be a secret; it became a parameter"));
      if (!pipe.text("Source").matches("arn:[^:]*:sqs:.*")) {
        print(
            deployed.name
                + " reads from "
                + pipe.text("Source")
                + "; only a pipe from an SQS queue runs here");
      }
      return ExitCode.OK;
    }
  }

  /** Checks the file before calling the account. */
  private void checkPlace() {
    if (save == null && overwrite) {
      throw new Fault("--overwrite", "replaces the file of --save; pass both");
    }
    if (save != null) {
      checkFolder(save);
    }
    if (save != null && !overwrite && Files.exists(save, LinkOption.NOFOLLOW_LINKS)) {
      throw new Fault(
          "--save " + save, "exists already; save under another name, or pass --overwrite");
    }
  }

  /** The paths in a template are relative to its folder. */
  private void checkFolder(Path save) {
    if (template == null) {
      return;
    }
    Path from = template.toAbsolutePath().normalize();
    Path to = save.toAbsolutePath().normalize();
    if (to.equals(from)) {
      throw new Fault("--save " + save, "is the template itself; save it under another name");
    }
    if (!to.resolveSibling(from.getFileName()).equals(from)) {
      throw new Fault(
          "--save " + save,
          "is in a different folder from "
              + template
              + ", whose paths are relative to its folder; save it there");
    }
  }

  private LocalDefinition joined(DeployedPipe pipe, Path file) {
    Map<String, String> known = new HashMap<>();
    known.put("AWS::Region", Arn.region(pipe.arn()));
    pipe.stack().ifPresent(stack -> known.put("AWS::StackName", stack));
    Template read = Template.read(file, ProjectOptions.parameterValues(parameters, known));
    PipeDefinition own = as == null ? LocalDefinition.origin(pipe, read) : read.pipe(as);
    return LocalDefinition.joined(pipe, read, own);
  }

  private void write(String yaml) {
    if (save == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(yaml);
      out.flush();
      return;
    }
    save(yaml, save);
    print("saved as " + save);
  }

  public void save(String yaml, Path file) {
    FileChanges changes = FileChanges.readBy(Readers.DEFAULT);
    try {
      changes.folderOf(file);
      (overwrite ? changes.replace(file, yaml) : changes.create(file, yaml)).write();
    } catch (WriteFailure e) {
      throw new Fault(
          e.place(), "cannot be written (" + e.reason() + "); save it under another name");
    }
  }

  private void print(String what) {
    spec.commandLine().getErr().println("standpipe: " + what);
  }
}
