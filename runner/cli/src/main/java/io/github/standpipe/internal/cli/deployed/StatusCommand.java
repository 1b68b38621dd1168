package io.github.standpipe.internal.cli.deployed;

import io.github.standpipe.internal.cli.console.AwsOptions;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.internal.deployed.DeployedPipe;
import io.github.standpipe.internal.deployed.DeployedPipes;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code standpipe status NAME}. */
@Command(
    name = "status",
    description = "Shows the state of a deployed pipe, and the reason.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  @Mixin AwsOptions aws = new AwsOptions();

  @Mixin JsonOption json = new JsonOption();

  @Mixin DeployedName deployed = new DeployedName();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Account account = aws.account();
        DeployedPipes pipes = account.pipes()) {
      DeployedPipe pipe = pipes.describe(deployed.name);
      if (json.isAsked()) {
        out.println(Json.pretty(StatusText.json(pipe)));
      } else {
        StatusText.print(pipe, out);
      }
      return pipe.hasFailed() ? ExitCode.FAILED : ExitCode.OK;
    }
  }
}
