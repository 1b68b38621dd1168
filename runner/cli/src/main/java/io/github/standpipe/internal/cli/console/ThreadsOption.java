package io.github.standpipe.internal.cli.console;

import io.github.standpipe.json.Fault;
import picocli.CommandLine.Option;

/** How many threads a command works on. */
public final class ThreadsOption {
  private static final int MOST = 256;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Work on N threads (1 to 256). Default: one for each processor.")
  int threads = Math.min(MOST, Runtime.getRuntime().availableProcessors());

  /**
   * The number of threads.
   *
   * @throws Fault if it is out of bounds
   */
  public int count() {
    if (threads < 1 || threads > MOST) {
      throw new Fault("--threads " + threads, "give a number from 1 to " + MOST);
    }
    return threads;
  }
}
