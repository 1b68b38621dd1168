package io.github.standpipe.internal.cli.deployed;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code standpipe stop NAME}. */
@Command(
    name = "stop",
    description =
        "Stops a deployed pipe, and waits until it is stopped; its messages stay in the queue.",
    mixinStandardHelpOptions = true)
public final class StopCommand implements Callable<Integer> {
  @Mixin Change change = new Change();

  @Override
  public Integer call() {
    return change.to(
        "STOPPED",
        "Stop " + change.deployed.name,
        deployment -> deployment.stop(change.deployed.name));
  }
}
