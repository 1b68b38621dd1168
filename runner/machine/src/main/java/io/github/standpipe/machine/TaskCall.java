package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One call that a task state makes.
 *
 * @param state the state's name
 * @param resource the ARN as written in the definition
 * @param arguments the JSON of the call: Parameters, Arguments or the input
 * @param retryCount the number of previous tries of this call, from 0
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
   * {@return why the service could never return a result, according to the model of its API; empty
   * if it could, or if there is no model}
   *
   * @param result the result of a mock, as JSON
   */
  public Optional<String> fault(JsonNode result) {
    return ServiceCall.parse(resource)
        .flatMap(call -> new ServiceAnswerCheck(false).check(call, result));
  }

  /** {@return whether the call's resource is a Lambda function rather than an integration} */
  public boolean isFunction() {
    return TaskResource.parse(resource).isFunction();
  }
}
