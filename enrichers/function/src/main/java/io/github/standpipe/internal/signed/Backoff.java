package io.github.standpipe.internal.signed;

import java.time.Duration;

/**
 * Pauses that double with each unsuccessful try.
 *
 * @param first the pause after the first one
 * @param longest the maximum of a pause
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  /**
   * A pause.
   *
   * @param fruitless the number of unsuccessful tries, from 1 on
   */
  public Duration pause(int fruitless) {
    Duration pause = first.multipliedBy(1L << Math.clamp(fruitless - 1, 0, MOST_DOUBLINGS));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
