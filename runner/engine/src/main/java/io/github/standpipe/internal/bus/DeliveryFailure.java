package io.github.standpipe.internal.bus;

import java.util.Optional;
import java.util.Set;

/**
 * Why the delivery to a target finally failed.
 *
 * @param code such as {@code NO_PERMISSIONS}
 * @param retries how often it was retried
 * @param exhausted {@code MaximumRetryAttempts} or {@code MaximumEventAgeInSeconds}; empty if it
 *     was not retried
 */
public record DeliveryFailure(
    String code, String message, int retries, Optional<String> exhausted) {
  /** The queue could not be reached. */
  public static final String CONNECTION = "CONNECTION_FAILURE";

  private static final Set<String> PASSING =
      Set.of(CONNECTION, "THROTTLING", "TIMEOUT", "INTERNAL_ERROR");

  /** A failure that a Classic bus does not retry (rule {@code bus-dead-letter}). */
  public static DeliveryFailure atOnce(String code, String message) {
    return new DeliveryFailure(code, message, 0, Optional.empty());
  }

  /** Whether a retry may succeed. */
  boolean mayPass() {
    return PASSING.contains(code);
  }

  /** The same failure, still present at the last retry. */
  DeliveryFailure afterRetries(int made) {
    return new DeliveryFailure(code, message, made, Optional.of("MaximumRetryAttempts"));
  }

  /** A failure that lasted through all attempts of a policy. */
  public static DeliveryFailure afterAttempts(String code, String message, RetryPolicy policy) {
    return new DeliveryFailure(
        code, message, policy.attempts(), Optional.of("MaximumRetryAttempts"));
  }

  /** A failure that lasted until the event was too old. */
  public static DeliveryFailure afterAge(String code, String message, int retries) {
    return new DeliveryFailure(code, message, retries, Optional.of("MaximumEventAgeInSeconds"));
  }
}
