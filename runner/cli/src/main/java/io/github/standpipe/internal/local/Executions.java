package io.github.standpipe.internal.local;

import io.github.standpipe.internal.fixture.MachineAnswer;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Trace;
import java.time.InstantSource;
import java.util.Optional;

/** Starts executions of a state machine. */
@FunctionalInterface
public interface Executions extends TargetCalls {

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

  @Override
  default Sent send(Pipe pipe, Trace delivered, InstantSource clock) {
    String execution = start(pipe.target().arn(), delivered.targetInput());
    Trace answered =
        pipe.target().waits()
            ? answer(execution).map(answer -> answer.settle(delivered)).orElse(delivered)
            : delivered;
    return new Sent(answered, Optional.of(execution), delivered.targetInput().items().size());
  }
}
