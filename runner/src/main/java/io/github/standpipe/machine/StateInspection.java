package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How the test of one state came out.
 *
 * @param status as the TestState API gives it
 * @param output the state's output, or what its catcher made of the failure
 * @param error the name of the failure; also if it is to be retried or was caught
 * @param cause the text of the failure's cause
 * @param nextState where a machine would go on; empty at an end, and after a failure that nothing
 *     caught
 * @param data what each field made of the data, by the names of the API's {@code InspectionData}:
 *     {@code input}, {@code afterInputPath}, {@code result} ...
 */
public record StateInspection(
    Status status,
    Optional<JsonNode> output,
    Optional<String> error,
    Optional<String> cause,
    Optional<String> nextState,
    ObjectNode data) {

  /** How a state ends when it runs alone. */
  public enum Status {
    SUCCEEDED,
    FAILED,
    RETRIABLE,
    CAUGHT_ERROR
  }

  /** How much an answer shows. */
  public enum Level {
    INFO,
    DEBUG,
    TRACE
  }

  /** The answer in the form of the API; DEBUG and TRACE differ for HTTP tasks alone. */
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
