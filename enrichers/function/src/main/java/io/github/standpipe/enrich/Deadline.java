package io.github.standpipe.enrich;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/** The time by which an invocation must finish its look-ups, evaluations and quarantine. */
public final class Deadline {
  private static final Duration FAR = Duration.ofDays(1);
  private static final long RESERVE_MILLIS = 1_000;

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /**
   * {@return a deadline at a distance from now}
   *
   * @param time the distance; more than a day counts as a day, because nanoseconds of centuries
   *     overflow
   */
  public static Deadline in(Duration time) {
    Duration bounded = time.compareTo(FAR) < 0 ? time : FAR;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  /**
   * {@return the deadline of an invocation: a tenth of the time that Lambda has left, at most a
   * second, is reserved for the answer}
   *
   * @param context Lambda's context of the call
   */
  public static Deadline of(Context context) {
    long left = context.getRemainingTimeInMillis();
    return in(Duration.ofMillis(left - Math.min(left / 10, RESERVE_MILLIS)));
  }

  /**
   * {@return this deadline, or one at a distance from now, whichever comes first}
   *
   * @param time the distance
   */
  public Deadline atMost(Duration time) {
    Deadline other = in(time);
    return other.nanos - nanos < 0 ? other : this;
  }

  /** {@return the time left; zero once the deadline has passed} */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }
}
