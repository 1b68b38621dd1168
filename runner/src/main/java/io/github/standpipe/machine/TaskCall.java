package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One call that a task state makes.
 *
 * @param state the state's name
 * @param resource the ARN as the definition has it
 * @param arguments the JSON that the call is made with: Parameters, Arguments or the input
 * @param retryCount how often this call was tried before, from 0
 * @param timeoutSeconds the time-out of the state, if it has one
 * @param heartbeatSeconds the heartbeat of the state, if it has one
 */
public record TaskCall(
    String state,
    String resource,
    JsonNode arguments,
    int retryCount,
    Optional<Long> timeoutSeconds,
    Optional<Long> heartbeatSeconds) {

  /**
   * What is wrong with a result that the service could never answer, held against the model of its
   * API; empty if nothing is, or if there is no model.
   */
  public Optional<String> fault(JsonNode result) {
    return ServiceCall.parse(resource)
        .flatMap(call -> new ServiceAnswerCheck(false).check(call, result));
  }

  /** The call has a resource of a Lambda function and not of an integration. */
  public boolean isFunction() {
    return TaskResource.parse(resource).isFunction();
  }
}
