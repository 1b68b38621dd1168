package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.cli.console.SafeWriter;
import io.github.standpipe.internal.local.Tally;
import java.io.PrintWriter;

/**
 * One line at the bottom of a terminal that shows the progress of a run; nothing without a
 * terminal.
 */
record RunLine(PrintWriter err, boolean terminal) {
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
