package io.github.standpipe.bus;

import java.util.Optional;
import java.util.Set;

/**
 * Why a target took nothing in the end.
 *
 * @param code such as {@code NO_PERMISSIONS}
 * @param retries how often it was tried again
 * @param exhausted {@code MaximumRetryAttempts} or {@code MaximumEventAgeInSeconds}; empty if it
 *     was not tried again
 */
public record DeliveryFailure(
    String code, String message, int retries, Optional<String> exhausted) {
  /** The queue could not be reached. */
  public static final String CONNECTION = "CONNECTION_FAILURE";

  private static final Set<String> PASSING =
      Set.of(CONNECTION, "THROTTLING", "TIMEOUT", "INTERNAL_ERROR");

  /** A failure that Classic does not try again (rule {@code bus-dead-letter}). */
  public static DeliveryFailure atOnce(String code, String message) {
    return new DeliveryFailure(code, message, 0, Optional.empty());
  }

  /** Whether it may be over when the target is tried again. */
  boolean mayPass() {
    return PASSING.contains(code);
  }

  /** The same failure, which was still there when the last retry was made. */
  DeliveryFailure afterRetries(int made) {
    return new DeliveryFailure(code, message, made, Optional.of("MaximumRetryAttempts"));
  }

  /** A failure that lasted until all attempts of a policy were made. */
  public static DeliveryFailure afterAttempts(String code, String message, RetryPolicy policy) {
    return new DeliveryFailure(
        code, message, policy.attempts(), Optional.of("MaximumRetryAttempts"));
  }

  /** A failure that lasted until the event was too old. */
  public static DeliveryFailure afterAge(String code, String message, int retries) {
    return new DeliveryFailure(code, message, retries, Optional.of("MaximumEventAgeInSeconds"));
  }
}
