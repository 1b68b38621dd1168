package io.github.standpipe.internal.local;

/**
 * A run at its end: its counts, and what is left according to the server.
 *
 * @param tally what the run counted
 * @param deadLettered messages that entered the dead-letter queue during the run
 * @param left messages that are still in the queue
 * @param missing envelopes that were sent to the quarantine queue but are not there; negative if
 *     there are others
 */
public record Summary(Tally tally, int deadLettered, int left, int missing) {

  /** A run whose quarantine queue holds exactly what was sent there. */
  public Summary(Tally tally, int deadLettered, int left) {
    this(tally, deadLettered, left, 0);
  }

  /** Whether each message is accounted for: finished, in the dead-letter queue, or left. */
  public boolean accounted() {
    return missing == 0 && tally.messages() == tally.settled() + deadLettered + left;
  }
}
