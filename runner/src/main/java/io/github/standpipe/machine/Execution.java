package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * How one run of a state machine ended.
 *
 * @param output the JSON that the last state gave; present if and only if the run succeeded
 * @param error the error name; empty also if a Fail state gives none
 * @param cause the text of the cause; for a failed task often JSON as text
 * @param history the events in their order, as GetExecutionHistory answers them
 */
public record Execution(
    Status status,
    Optional<JsonNode> output,
    Optional<String> error,
    Optional<String> cause,
    List<HistoryEvent> history) {

  /** How an execution ends, in the words of DescribeExecution. */
  public enum Status {
    SUCCEEDED,
    FAILED,
    TIMED_OUT
  }
}
