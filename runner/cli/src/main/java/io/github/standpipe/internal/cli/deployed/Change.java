package io.github.standpipe.internal.cli.deployed;

import io.github.standpipe.internal.cli.console.AwsOptions;
import io.github.standpipe.internal.cli.console.Consent;
import io.github.standpipe.internal.cli.console.ExitCode;
import io.github.standpipe.internal.cli.console.JsonOption;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.internal.deployed.DeployedPipe;
import io.github.standpipe.internal.deployed.DeployedPipes;
import io.github.standpipe.internal.deployed.Deployment;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Changes the state of one deployed pipe: shows the change, asks for consent, makes it and waits.
 */
final class Change {
  @Mixin AwsOptions aws = new AwsOptions();
  @Mixin Consent consent = new Consent();

  @Mixin JsonOption json = new JsonOption();

  @Mixin DeployedName deployed = new DeployedName();

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  /** Brings the pipe into a state, unless it is in that state. */
  int to(String state, String verb, Function<Deployment, DeployedPipe> doing) {
    try (Account account = aws.account();
        DeployedPipes pipes = account.pipes()) {
      DeployedPipe before = settled(pipes.describe(deployed.name));
      if (before.state().equals(state)) {
        return report(before);
      }
      out().println(deployed.name + ": " + before.state() + " -> " + state + "  " + before.arn());
      return agreed(verb) ? report(done(pipes, doing)) : ExitCode.FAILED;
    }
  }

  /** Deletes the pipe. */
  int delete() {
    try (Account account = aws.account();
        DeployedPipes pipes = account.pipes()) {
      DeployedPipe before = settled(pipes.describe(deployed.name));
      out().println(deployed.name + ": " + before.state() + " -> deleted  " + before.arn());
      before
          .stack()
          .ifPresent(stack ->
              out()
                  .println("  belongs to the stack " + stack + ", which does not know about this"));
      if (!agreed("Delete " + deployed.name)) {
        return ExitCode.FAILED;
      }
      Optional<DeployedPipe> left = done(pipes, deployment -> deployment.delete(deployed.name));
      left.ifPresentOrElse(this::report, () -> out().println(deployed.name + "  deleted"));
      return left.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private boolean agreed(String verb) {
    return consent.obtain(verb + "?", spec.commandLine().getErr());
  }

  private <T> T done(DeployedPipes pipes, Function<Deployment, T> doing) {
    StateLine line = new StateLine(spec.commandLine().getErr());
    try {
      return doing.apply(new Deployment(pipes, aws.patience(), line::show));
    } finally {
      line.end();
    }
  }

  private static DeployedPipe settled(DeployedPipe pipe) {
    if (pipe.isInBetween()) {
      throw new Fault(pipe.name(), "is " + pipe.state() + "; wait until that is done");
    }
    return pipe;
  }

  private int report(DeployedPipe pipe) {
    if (json.isAsked()) {
      out().println(Json.pretty(StatusText.json(pipe)));
    } else {
      StatusText.print(pipe, out());
    }
    return pipe.hasFailed() ? ExitCode.FAILED : ExitCode.OK;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
