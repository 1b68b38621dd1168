package io.github.standpipe.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request to end, which also ends every wait. */
final class Halt {
  private final CountDownLatch latch = new CountDownLatch(1);

  void ask() {
    latch.countDown();
  }

  boolean asked() {
    return latch.getCount() == 0;
  }

  /** Waits, at most until the end is asked for. */
  void await(Duration time) {
    try {
      if (latch.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ask();
    }
  }
}
