package io.github.standpipe.deployed;

import io.github.standpipe.enrich.Fault;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again, ever more slowly, until something is done or it took too long. */
record StatePolling(Duration most) {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /**
   * Waits.
   *
   * @param late what to say when it took too long, of what was seen last
   * @throws Fault when it took too long
   */
  <T> T until(Supplier<T> asked, Predicate<T> done, Function<T, Fault> late) {
    long end = System.nanoTime() + most.toNanos();
    Duration pause = FIRST;
    T seen = asked.get();
    while (!done.test(seen)) {
      if (System.nanoTime() + pause.toNanos() > end) {
        throw late.apply(seen);
      }
      sleep(pause);
      pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
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
