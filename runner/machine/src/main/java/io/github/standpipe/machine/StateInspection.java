package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.Optional;

/**
 * The result of a test of one state.
 *
 * @param status as the TestState API gives it
 * @param output the state's output, or its catcher's
 * @param error the error name; also if it will be retried or was caught
 * @param cause the text of the failure's cause
 * @param nextState the next state in a machine; empty at an end, and after an uncaught failure
 * @param data the data after each field, by the names of the API's {@code InspectionData}: {@code
 *     input}, {@code afterInputPath}, {@code result} ...
 */
public record StateInspection(
    Status status,
    Optional<JsonNode> output,
    Optional<String> error,
    Optional<String> cause,
    Optional<String> nextState,
    ObjectNode data) {

  /** The status of a state that runs alone. */
  public enum Status {
    /** The state ended, and its output is known. */
    SUCCEEDED,
    /** The state failed, and neither a retrier nor a catcher takes the failure. */
    FAILED,
    /** The state failed, and a retrier would try it again. */
    RETRIABLE,
    /** The state failed, and a catcher takes the failure. */
    CAUGHT_ERROR
  }

  /** The level of detail of an answer. */
  public enum Level {
    /** The status, the output or error, and the next state. */
    INFO,
    /** Also the data after each field. */
    DEBUG,
    /** Also the HTTP request and response, which this interpreter does not have. */
    TRACE
  }

  /**
   * {@return the answer in the form of the API: {@code {"output": ..., "nextState": ..., "status":
   * "SUCCEEDED"}}}
   *
   * <p>{@code DEBUG} and {@code TRACE} differ for HTTP tasks alone. The output is JSON here, and
   * not text.
   *
   * @param level how much detail the answer has
   */
  public ObjectNode answer(Level level) {
    ObjectNode answer = MachineJson.NODES.objectNode();
    output.ifPresent(json -> answer.set("output", json));
    error.ifPresent(name -> answer.put("error", name));
    cause.ifPresent(text -> answer.put("cause", text));
    if (level != Level.INFO) {
      answer.set("inspectionData", data);
    }
    nextState.ifPresent(name -> answer.put("nextState", name));
    return answer.put("status", status.toString());
  }
}
