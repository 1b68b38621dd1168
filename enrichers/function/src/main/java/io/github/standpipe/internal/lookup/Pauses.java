package io.github.standpipe.internal.lookup;

import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.internal.signed.Backoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * When a service may be asked again: after a random pause whose bound doubles with each
 * unsuccessful call, and not before the time that the service itself requested in any of the calls.
 */
final class Pauses {
  private static final Backoff BOUNDS = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

  private final AtomicReference<Deadline> closed =
      new AtomicReference<>(Deadline.in(Duration.ZERO));

  void atLeast(Duration pause) {
    closed.updateAndGet(
        until -> until.remaining().compareTo(pause) < 0 ? Deadline.in(pause) : until);
  }

  /**
   * Waits; a pause that would outlast the deadline is not begun.
   *
   * @param fruitless the number of unsuccessful tries; 0 waits for the service's own time only
   * @return whether it waited
   */
  boolean await(int fruitless, Deadline deadline) throws InterruptedException {
    Duration pause = closed.get().remaining();
    Duration backoff = fruitless == 0 ? Duration.ZERO : backoff(fruitless);
    Duration longer = pause.compareTo(backoff) < 0 ? backoff : pause;
    if (deadline.remaining().compareTo(longer) <= 0) {
      return false;
    }
    Thread.sleep(longer);
    return true;
  }

  /** The maximum total of the pauses between a number of tries. */
  static Duration most(int tries) {
    return Duration.ofMillis(IntStream.range(1, tries).mapToLong(Pauses::bound).sum());
  }

  private static long bound(int fruitless) {
    return BOUNDS.pause(fruitless).toMillis();
  }

  private static Duration backoff(int fruitless) {
    long most = bound(fruitless);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }

  static String describe(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
