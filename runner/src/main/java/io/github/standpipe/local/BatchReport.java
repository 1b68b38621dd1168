package io.github.standpipe.local;

import io.github.standpipe.pipe.Trace;
import java.util.Optional;

/**
 * What became of one batch.
 *
 * @param batch its number in the run, from 1 on
 * @param trace its way through the pipe
 * @param execution the ARN of the execution that it started
 * @param retry when its messages come again, where it returned
 * @param soFar the counts of the run, this batch included
 */
public record BatchReport(
    int batch, Trace trace, Optional<String> execution, Optional<Retry> retry, Tally soFar) {

  /**
   * When the messages of a batch that returned come again.
   *
   * @param seconds the visibility timeout that they were received with (rule {@code return-window})
   * @param kind whether that time passes
   */
  public record Retry(int seconds, Kind kind) {

    /** As a sentence part: {@code visible again after 90 s (wait skipped)}. */
    @Override
    public String toString() {
      return switch (kind) {
        case WAITS -> "visible again after " + seconds + " s";
        case SKIPPED -> "visible again after " + seconds + " s (wait skipped)";
        case LEFT -> "left in the queue, which has no redrive policy";
      };
    }
  }

  /** What is made of a wait. */
  public enum Kind {
    /** The time passes, as it does on SQS. */
    WAITS,
    /** They are visible at once. */
    SKIPPED,
    /** Some returned so often that this run does not wait for them any more. */
    LEFT
  }
}
