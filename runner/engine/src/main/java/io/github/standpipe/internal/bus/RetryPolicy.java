package io.github.standpipe.internal.bus;

/** How often and how long a delivery is retried. */
public record RetryPolicy(int attempts, int ageSeconds) {
  /** The default for a rule's target (rule {@code bus-retry}). */
  public static final RetryPolicy CLASSIC = new RetryPolicy(185, 86_400);

  /** The default for a subscriber (rule {@code custom-retry}). */
  public static final RetryPolicy CUSTOM = new RetryPolicy(5, 300);

  /** A live run does not wait for a day (rule {@code bus-retry}). */
  private static final int MOST_HERE = 5;

  /** How often a live run retries a delivery. */
  int attemptsHere() {
    return Math.min(attempts, MOST_HERE);
  }
}
