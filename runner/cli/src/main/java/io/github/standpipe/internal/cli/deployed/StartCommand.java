package io.github.standpipe.internal.cli.deployed;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code standpipe start NAME}. */
@Command(
    name = "start",
    description = "Starts a deployed pipe that is stopped, and waits until it runs.",
    mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
  @Mixin Change change = new Change();

  @Override
  public Integer call() {
    return change.to(
        "RUNNING",
        "Start " + change.deployed.name,
        deployment -> deployment.start(change.deployed.name));
  }
}
