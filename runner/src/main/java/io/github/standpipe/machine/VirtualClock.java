package io.github.standpipe.machine;

import java.time.Duration;
import java.time.Instant;

/** The time of a run: it passes only when a state waits, a task takes time or a retry backs off. */
final class VirtualClock {
  private Instant now;

  VirtualClock(Instant now) {
    this.now = now;
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    if (!time.isNegative()) {
      now = now.plus(time);
    }
  }

  /** Goes back to where branches that run side by side begin, and on to where the last one ends. */
  void set(Instant time) {
    now = time;
  }
}
