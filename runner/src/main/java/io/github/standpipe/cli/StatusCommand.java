package io.github.standpipe.cli;

import io.github.standpipe.deployed.Account;
import io.github.standpipe.deployed.DeployedPipe;
import io.github.standpipe.deployed.DeployedPipes;
import io.github.standpipe.enrich.Json;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code standpipe status NAME}. */
@Command(
    name = "status",
    description = "Shows the state of a deployed pipe, and why it is in it.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin AwsOptions aws = new AwsOptions();

  @Option(names = "--json", description = "Print one JSON object in place of text.")
  boolean json;

  @Parameters(paramLabel = "NAME", description = "A deployed pipe.")
  String name = "";

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Account account = aws.account();
        DeployedPipes pipes = account.pipes()) {
      DeployedPipe pipe = pipes.describe(name);
      if (json) {
        out.println(Json.pretty(StatusText.json(pipe)));
      } else {
        StatusText.print(pipe, out);
      }
      return pipe.hasFailed() ? Standpipe.FAILED : Standpipe.OK;
    }
  }
}
