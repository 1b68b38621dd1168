package io.github.standpipe.internal.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** How retriers and catchers match errors, for a caller that follows an execution. */
public final class StateErrors {
  private static final Set<String> NEVER_TAKEN =
      Set.of("States.Runtime", "States.DataLimitExceeded");

  private StateErrors() {}

  /**
   * The index of the first handler that takes an error; -1 if none does.
   *
   * @param handlers the array of {@code Retry} or {@code Catch}
   */
  public static int first(JsonNode handlers, String error) {
    return NEVER_TAKEN.contains(error)
        ? -1
        : ErrorNames.first(handlers, StateFailure.of(error, "")).orElse(-1);
  }

  /** The number of retries of a retrier. */
  public static int retries(JsonNode retrier) {
    return Retries.most(retrier);
  }
}
