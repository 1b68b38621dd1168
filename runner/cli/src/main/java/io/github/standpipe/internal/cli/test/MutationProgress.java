package io.github.standpipe.internal.cli.test;

import io.github.standpipe.internal.cli.console.SafeWriter;
import java.io.PrintWriter;

/** One changing line at the bottom of a terminal; nothing without a terminal. */
record MutationProgress(PrintWriter err, boolean terminal) {
  private static final int WIDTH = 24;

  void show(int done, int all) {
    if (terminal) {
      int filled = all == 0 ? WIDTH : (int) ((long) WIDTH * done / all);
      err.print(
          SafeWriter.BACK
              + SafeWriter.CONTROL
              + "K["
              + "#".repeat(filled)
              + "-".repeat(WIDTH - filled)
              + "] %,d of %,d changes judged ".formatted(done, all));
      err.flush();
    }
  }

  void clear() {
    if (terminal) {
      err.print(SafeWriter.BACK + SafeWriter.CONTROL + "K");
      err.flush();
    }
  }
}
