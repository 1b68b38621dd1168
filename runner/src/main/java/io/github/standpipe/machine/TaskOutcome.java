package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a task's call. */
public sealed interface TaskOutcome {
  /**
   * The service answered.
   *
   * @param result the state's result before ResultSelector
   * @param took on the virtual clock
   */
  record Succeeded(JsonNode result, Duration took) implements TaskOutcome {
    public Succeeded(JsonNode result) {
      this(result, Duration.ZERO);
    }
  }

  /**
   * The call failed.
   *
   * @param error the error name that retriers and catchers compare; null if the failure has none
   * @param cause text; null if there is none
   * @param took on the virtual clock
   */
  record Failed(@Nullable String error, @Nullable String cause, Duration took)
      implements TaskOutcome {
    public Failed(@Nullable String error, @Nullable String cause) {
      this(error, cause, Duration.ZERO);
    }
  }

  /** Nothing came in time, or no heartbeat did. */
  record TimedOut() implements TaskOutcome {}

  /**
   * A job or callback: first the request was answered, then what it began came to an end.
   *
   * @param submitted what the request was answered with
   * @param end what came of it
   */
  record Submitted(JsonNode submitted, TaskOutcome end) implements TaskOutcome {}
}
