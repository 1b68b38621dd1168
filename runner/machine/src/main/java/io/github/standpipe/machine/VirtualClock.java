package io.github.standpipe.machine;

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

  /** Advances to the time of the next event. */
  void set(Instant time) {
    now = time;
  }
}
