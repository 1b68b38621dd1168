package io.github.standpipe.cli;

import io.github.standpipe.local.Tally;
import java.io.PrintWriter;

/** One line at the foot of a terminal that tells how far a run is; elsewhere nothing. */
record Progress(PrintWriter err, boolean terminal) {
  static final Tally NOTHING_YET = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  void show(Tally tally) {
    if (terminal) {
      err.print(
          SafeWriter.BACK
              + SafeWriter.CONTROL
              + "K%,d received, %,d filtered, %,d executions, %,d returned "
                  .formatted(
                      tally.messages(), tally.filtered(), tally.executions(), tally.returned()));
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
