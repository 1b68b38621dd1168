package io.github.standpipe.internal.cli.compare;

import io.github.standpipe.internal.cli.console.SafeWriter;
import io.github.standpipe.internal.cli.console.Words;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * The number of events so far, once a comparison has taken two seconds: a line that is written over
 * on a terminal, else lines that become rarer.
 */
final class CompareProgress implements AutoCloseable {
  private static final long FIRST = Duration.ofSeconds(2).toNanos();
  private static final long STEP = Duration.ofMillis(200).toNanos();

  private final PrintWriter err;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private long next = FIRST;
  private boolean isShown;

  CompareProgress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  void show(long events) {
    long passed = System.nanoTime() - start;
    if (passed < next) {
      return;
    }
    String line = Words.count(events, "event") + " compared";
    if (terminal) {
      err.print(SafeWriter.BACK + SafeWriter.CONTROL + "K" + line);
      err.flush();
      isShown = true;
      next = passed + STEP;
    } else {
      err.println("standpipe: " + line);
      next = passed * 2;
    }
  }

  @Override
  public void close() {
    if (isShown) {
      err.print(SafeWriter.BACK + SafeWriter.CONTROL + "K");
      err.flush();
    }
  }
}
