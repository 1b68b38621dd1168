package io.github.standpipe.internal.deployed;

import io.github.standpipe.internal.signed.Backoff;
import io.github.standpipe.json.Fault;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Polls at growing intervals until something is done or takes too long. */
record StatePolling(Duration most) {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

  /**
   * Waits.
   *
   * @param late the message for a timeout, given the last state
   * @throws Fault if it takes too long
   */
  <T> T until(Supplier<T> asked, Predicate<T> done, Function<T, Fault> late) {
    long end = System.nanoTime() + most.toNanos();
    int fruitless = 0;
    T seen = asked.get();
    while (!done.test(seen)) {
      fruitless++;
      Duration pause = BACKOFF.pause(fruitless);
      if (System.nanoTime() + pause.toNanos() > end) {
        throw late.apply(seen);
      }
      sleep(pause);
      seen = asked.get();
    }
    return seen;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault("the wait was interrupted");
    }
  }
}
