package io.github.standpipe.internal.local;

import io.github.standpipe.internal.fixture.MachineAnswer;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Payload;
import java.util.Optional;

/**
 * Starts executions of a state machine: the last step of a batch before its messages are deleted.
 */
@FunctionalInterface
public interface Executions {

  /**
   * Starts one execution.
   *
   * @return the execution's ARN
   * @throws Fault if it is not accepted; the batch then returns to the queue
   */
  String start(String stateMachineArn, Payload input);

  /** How an execution ended, if it ran to its end here. */
  default Optional<MachineAnswer> answer(String execution) {
    return Optional.empty();
  }
}
