package io.github.standpipe.internal.cli.deployed;

import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.SafeWriter;
import java.io.PrintWriter;
import java.time.Duration;

/** The progress of a wait: one changing line on a terminal, else a line for each state. */
final class StateLine {
  private final PrintWriter err;
  private final boolean rewrites = Ink.onTerminal().coloured();
  private final long began = System.nanoTime();
  private String last = "";

  StateLine(PrintWriter err) {
    this.err = err;
  }

  void show(String name, String state) {
    long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    if (rewrites) {
      err.print(
          SafeWriter.BACK + SafeWriter.CONTROL + "K" + name + ": " + state + ", " + seconds + " s");
      err.flush();
    } else if (!state.equals(last)) {
      err.println(name + ": " + state);
    }
    last = state;
  }

  /** Ends the line, so that the next output starts on a new one. */
  void end() {
    if (rewrites && !last.isEmpty()) {
      err.println();
    }
  }
}
