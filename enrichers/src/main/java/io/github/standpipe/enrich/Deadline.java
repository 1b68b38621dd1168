package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/** Until when an invocation may take for its look-ups, its evaluations and its quarantine. */
public final class Deadline {
  private static final Duration FAR = Duration.ofDays(1);
  private static final long RESERVE_MILLIS = 1_000;

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
