package io.github.standpipe.deployed;

import io.github.standpipe.enrich.Backoff;
import io.github.standpipe.enrich.Fault;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again, ever more slowly, until something is done or it took too long. */
record StatePolling(Duration most) {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

  /**
   * Waits.
   *
   * @param late what to say when it took too long, of what was seen last
   * @throws Fault when it took too long
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
