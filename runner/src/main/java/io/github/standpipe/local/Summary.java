package io.github.standpipe.local;

/**
 * A run at its end: what it counted, and what the server says is left.
 *
 * @param tally what the run counted
 * @param deadLettered messages that came into the dead-letter queue during the run
 * @param left messages that are in the queue still
 */
public record Summary(Tally tally, int deadLettered, int left) {

  /** Whether each message is somewhere: done with, in the dead-letter queue, or left. */
  public boolean accounted() {
    return tally.messages() == tally.settled() + deadLettered + left;
  }
}
