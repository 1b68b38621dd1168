package io.github.standpipe.enrich;

import java.time.Duration;

/**
 * Pauses that double with each try that brought nothing.
 *
 * @param first the pause after the first one
 * @param longest no pause is longer
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  /**
   * A pause.
   *
   * @param fruitless how many tries brought nothing, from 1 on
   */
  public Duration pause(int fruitless) {
    Duration pause = first.multipliedBy(1L << Math.clamp(fruitless - 1, 0, MOST_DOUBLINGS));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
