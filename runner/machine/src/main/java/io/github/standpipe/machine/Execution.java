package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * How one run of a state machine ended.
 *
 * @param status how it ended
 * @param output the JSON output of the last state; present if and only if the run succeeded
 * @param error the error name; also empty if a Fail state has none
 * @param cause the cause; for a failed task often JSON as text
 * @param history the events in order, as GetExecutionHistory returns them
 */
public record Execution(
    Status status,
    Optional<JsonNode> output,
    Optional<String> error,
    Optional<String> cause,
    List<HistoryEvent> history) {

  /** The status of an execution, as in DescribeExecution. */
  public enum Status {
    /** The last state ended without a failure. */
    SUCCEEDED,
    /** A Fail state was reached, or nothing took the failure of a state. */
    FAILED,
    /** The time-out of the whole machine passed. */
    TIMED_OUT
  }
}
