package io.github.standpipe.internal.local;

import io.github.standpipe.pipe.Trace;
import java.util.Optional;

/**
 * What became of one batch.
 *
 * @param batch its number in the run, from 1 on
 * @param trace its way through the pipe
 * @param execution the ARN of the execution that it started
 * @param retry when its messages come again, if it returned
 * @param soFar the counts of the run, including this batch
 */
public record BatchReport(
    int batch, Trace trace, Optional<String> execution, Optional<Retry> retry, Tally soFar) {

  /**
   * When the messages of a batch that returned come again.
   *
   * @param seconds the visibility timeout that they were received with (rule {@code return-window})
   * @param kind how the run treats that time
   */
  public record Retry(int seconds, Kind kind) {

    /** As a part of a sentence: {@code visible again after 90 s (wait skipped)}. */
    @Override
    public String toString() {
      return switch (kind) {
        case WAITS -> "visible again after " + seconds + " s";
        case SKIPPED -> "visible again after " + seconds + " s (wait skipped)";
        case LEFT -> "left in the queue, which has no redrive policy";
      };
    }
  }

  /** How a run treats a wait. */
  public enum Kind {
    /** The time passes, as it does on SQS. */
    WAITS,
    /** They are visible at once. */
    SKIPPED,
    /** Some returned so often that this run no longer waits for them. */
    LEFT
  }
}
