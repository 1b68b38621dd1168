package io.github.standpipe.internal.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Counts the tries of a state by retrier, and computes the delay before the next one. */
public final class Retries {
  private final JsonNode retriers;
  private final int[] counts;
  private int all;
  private int last;

  /**
   * Starts with no tries.
   *
   * @param retriers the array of a state's {@code Retry}, or nothing
   */
  public Retries(JsonNode retriers) {
    this.retriers = retriers;
    counts = new int[retriers.size()];
  }

  /** The delay before the next try; empty if there is none. */
  public Optional<Duration> next(StateFailure failure) {
    OptionalInt place = ErrorNames.first(retriers, failure);
    if (place.isEmpty() || counts[place.getAsInt()] >= most(retriers.get(place.getAsInt()))) {
      return Optional.empty();
    }
    all++;
    int i = place.getAsInt();
    last = i;
    return Optional.of(delay(retriers.get(i), counts[i]++));
  }

  /** The number of retries of a retrier. */
  public static int most(JsonNode retrier) {
    return retrier.path("MaxAttempts").asInt(3);
  }

  /** The interval, multiplied by the back-off rate for each previous try; without jitter. */
  public static Duration delay(JsonNode retrier, int tries) {
    double interval = retrier.path("IntervalSeconds").asDouble(1);
    double rate = retrier.path("BackoffRate").asDouble(2);
    double longest = retrier.path("MaxDelaySeconds").asDouble(31_622_400);
    double seconds = Math.min(longest, interval * Math.pow(rate, tries));
    return Duration.ofMillis((long) (seconds * 1000));
  }

  public int count() {
    return all;
  }

  /** The index of the retrier that took the last failure. */
  public int last() {
    return last;
  }
}
