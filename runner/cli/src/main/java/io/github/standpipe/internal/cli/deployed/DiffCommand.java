package io.github.standpipe.internal.cli.deployed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.cli.console.AwsOptions;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.cli.console.PipeParameter;
import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.internal.deployed.DeployedPipe;
import io.github.standpipe.internal.deployed.DeployedPipes;
import io.github.standpipe.internal.deployed.PropertyComparison;
import io.github.standpipe.internal.deployed.PropertyDifference;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.PipeDefinition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe diff PIPE [NAME]}. */
@Command(
    name = "diff",
    description = {
      "Compares a pipe of the template with the deployed one, property by property.",
      "A value that only a deployment knows is compared by its name, or reported as not known here."
    },
    mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {
  @Mixin ProjectOptions options = new ProjectOptions();
  @Mixin AwsOptions aws = new AwsOptions();

  @Mixin JsonOption json = new JsonOption();

  @Mixin PipeParameter pipe = new PipeParameter();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "The deployed pipe. Default: the pipe's Name, else the only one whose CloudFormation tags"
              + " name it.")
  @Nullable String name;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try (Account account = aws.account();
        DeployedPipes pipes = account.pipes()) {
      DeployedOptions deployed = new DeployedOptions(options, account, pipes);
      DeployedPipe there = deployed.pipe(pipe.name(), Optional.ofNullable(name));
      PipeDefinition ours = deployed.definition(pipe.name(), Optional.of(there));
      List<PropertyDifference> found = PropertyComparison.of(ours.written(), there);
      PrintWriter out = spec.commandLine().getOut();
      if (json.isAsked()) {
        out.println(Json.pretty(report(there, found)));
      } else {
        print(ours, there, found, out);
      }
      return certain(found) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static long certain(List<PropertyDifference> found) {
    return found.stream().filter(PropertyDifference::isCertain).count();
  }

  private static void print(
      PipeDefinition ours, DeployedPipe there, List<PropertyDifference> found, PrintWriter out) {
    Ink ink = Ink.onTerminal();
    out.println(ink.strong(ours.logicalId()) + "  " + ink.quiet(ours.where()) + "  " + there.arn());
    DifferenceText.print(found, out);
    long certain = certain(found);
    long unknown = found.size() - certain;
    String same = certain == 0 ? "no difference" : Words.count(certain, "difference");
    out.println(same + (unknown == 0 ? "" : ", " + unknown + " not known here"));
  }

  private ObjectNode report(DeployedPipe there, List<PropertyDifference> found) {
    ObjectNode report = Json.object().put("pipe", pipe.name()).put("deployed", there.arn());
    report.put("same", certain(found) == 0);
    report.set("differences", DifferenceText.json(found));
    return report;
  }
}
