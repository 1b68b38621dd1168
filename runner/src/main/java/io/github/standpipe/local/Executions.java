package io.github.standpipe.local;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.pipe.Payload;

/** Starts executions of a state machine: the last step of a batch before its messages go. */
@FunctionalInterface
public interface Executions {

  /**
   * Starts one execution.
   *
   * @return the execution's ARN
   * @throws Fault when it is not accepted; the batch then returns to the queue
   */
  String start(String stateMachineArn, Payload input);
}
