package io.github.standpipe.internal.cli.deployed;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code standpipe delete NAME}. */
@Command(
    name = "delete",
    description = "Deletes a deployed pipe, and waits until it is deleted; its queue stays.",
    mixinStandardHelpOptions = true)
public final class DeleteCommand implements Callable<Integer> {
  @Mixin Change change = new Change();

  @Override
  public Integer call() {
    return change.delete();
  }
}
