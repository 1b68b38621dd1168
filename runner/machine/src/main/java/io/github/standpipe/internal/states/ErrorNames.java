package io.github.standpipe.internal.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/** Whether a retrier or a catcher takes a failure. */
public final class ErrorNames {
  private static final String ALL = "States.ALL";
  private static final String TASK_FAILED = "States.TaskFailed";
  private static final String TIMEOUT = "States.Timeout";

  private ErrorNames() {}

  /** States.Runtime and the limits of the service are never taken, not even by their names. */
  private static boolean matches(JsonNode errorEquals, StateFailure failure) {
    if (failure.kind() != StateFailure.Kind.CATCHABLE
        && failure.kind() != StateFailure.Kind.EVALUATION) {
      return false;
    }
    String error = failure.error() == null ? "" : failure.error();
    for (JsonNode name : errorEquals) {
      if (matches(name.asText(), error)) {
        return true;
      }
    }
    return false;
  }

  /** The index of the first retrier or catcher of a list that takes a failure. */
  public static OptionalInt first(JsonNode handlers, StateFailure failure) {
    for (int i = 0; i < handlers.size(); i++) {
      if (matches(handlers.get(i).path("ErrorEquals"), failure)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean matches(String name, String error) {
    return name.equals(ALL)
        || name.equals(error)
        || name.equals(TASK_FAILED) && !error.equals(TIMEOUT);
  }
}
