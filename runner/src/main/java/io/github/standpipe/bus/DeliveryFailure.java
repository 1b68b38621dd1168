package io.github.standpipe.bus;

import java.util.Optional;

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

  /** A failure that Classic does not try again (rule {@code bus-dead-letter}). */
  public static DeliveryFailure atOnce(String code, String message) {
    return new DeliveryFailure(code, message, 0, Optional.empty());
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
