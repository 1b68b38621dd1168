package io.github.standpipe.bus;

/** How often and how long a target is tried again. */
public record RetryPolicy(int attempts, int ageSeconds) {
  /** Of a rule's target that says nothing (rule {@code bus-retry}). */
  public static final RetryPolicy CLASSIC = new RetryPolicy(185, 86_400);

  /** Of a subscriber that says nothing (rule {@code custom-retry}). */
  public static final RetryPolicy CUSTOM = new RetryPolicy(5, 300);

  /** A live run waits for nobody for a day (rule {@code bus-retry}). */
  private static final int MOST_HERE = 5;

  /** How often a live run tries a target again. */
  int attemptsHere() {
    return Math.min(attempts, MOST_HERE);
  }
}
