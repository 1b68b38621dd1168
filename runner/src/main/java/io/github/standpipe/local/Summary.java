package io.github.standpipe.local;

/**
 * A run at its end: what it counted, and what the server says is left.
 *
 * @param tally what the run counted
 * @param deadLettered messages that came into the dead-letter queue during the run
 * @param left messages that are in the queue still
 * @param missing envelopes that were sent to the quarantine queue and are not there; below 0 for
 *     others that are
 */
public record Summary(Tally tally, int deadLettered, int left, int missing) {

  /** A run whose quarantine holds what was sent there. */
  public Summary(Tally tally, int deadLettered, int left) {
    this(tally, deadLettered, left, 0);
  }

  /** Whether each message is somewhere: done with, in the dead-letter queue, or left. */
  public boolean accounted() {
    return missing == 0 && tally.messages() == tally.settled() + deadLettered + left;
  }
}
