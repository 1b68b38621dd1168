package io.github.standpipe.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code standpipe run PIPE}. */
@Command(name = "run", description = "Runs a pipe.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return Standpipe.OK;
  }
}
