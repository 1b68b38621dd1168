package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The outcome of a task's call. */
public sealed interface TaskOutcome {
  /**
   * The service answered.
   *
   * @param result the state's result before ResultSelector
   * @param took on the virtual clock
   */
  record Succeeded(JsonNode result, Duration took) implements TaskOutcome {
    /**
     * The service answered at once.
     *
     * @param result the state's result before ResultSelector
     */
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
    /**
     * The call failed at once.
     *
     * @param error the error name that retriers and catchers compare; null if the failure has none
     * @param cause text; null if there is none
     */
    public Failed(@Nullable String error, @Nullable String cause) {
      this(error, cause, Duration.ZERO);
    }
  }

  /** No answer or no heartbeat arrived in time. */
  record TimedOut() implements TaskOutcome {}

  /**
   * A job or callback: first the request was answered, then the job that it started ended.
   *
   * @param submitted the answer to the request
   * @param end the outcome of the job
   */
  record Submitted(JsonNode submitted, TaskOutcome end) implements TaskOutcome {}
}
