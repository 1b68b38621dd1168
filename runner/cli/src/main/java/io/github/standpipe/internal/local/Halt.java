package io.github.standpipe.internal.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request to stop, which also ends every wait. */
final class Halt {
  private final CountDownLatch latch = new CountDownLatch(1);

  void ask() {
    latch.countDown();
  }

  boolean asked() {
    return latch.getCount() == 0;
  }

  /** Waits, at most until a stop is requested. */
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
