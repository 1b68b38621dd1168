package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Until when an invocation's look-ups may take. It is bound to the thread; what asks on other
 * threads takes it along.
 */
public final class Deadline {
  private static final Duration FAR = Duration.ofDays(1);
  private static final long RESERVE_MILLIS = 1_000;
  private static final ThreadLocal<Deadline> CURRENT = new ThreadLocal<>();

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /** One that far from now, and no farther than a day: nanoseconds of centuries overflow. */
  public static Deadline in(Duration time) {
    Duration bounded = time.compareTo(FAR) < 0 ? time : FAR;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  /**
   * That of an invocation: a tenth of what Lambda still gives, and at most a second, is kept for
   * the answer.
   */
  public static Deadline of(Context context) {
    long left = context.getRemainingTimeInMillis();
    return in(Duration.ofMillis(left - Math.min(left / 10, RESERVE_MILLIS)));
  }

  /** The one bound to this thread; a day from now where none is. */
  public static Deadline current() {
    Deadline current = CURRENT.get();
    return current == null ? in(FAR) : current;
  }

  /** Does the work with this deadline as the current one. */
  public <T> T during(Supplier<T> work) {
    Deadline before = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      CURRENT.set(before);
    }
  }

  /** This one, or the time from now, whichever ends first. */
  public Deadline atMost(Duration time) {
    Deadline other = in(time);
    return other.nanos - nanos < 0 ? other : this;
  }

  /** What is left; nothing once it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }
}
