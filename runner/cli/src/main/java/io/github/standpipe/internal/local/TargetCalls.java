package io.github.standpipe.internal.local;

import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Trace;
import java.time.InstantSource;
import java.util.Optional;

/** Calls the target of a pipe: the last step of a batch before its messages are deleted. */
public interface TargetCalls {

  /**
   * What became of a batch at its target.
   *
   * @param trace the batch's trace, in which a failure returns records
   * @param execution the ARN of the execution that was started; empty for another target
   * @param events the number of events that the target took
   */
  record Sent(Trace trace, Optional<String> execution, int events) {}

  /**
   * Sends a batch that was delivered.
   *
   * @throws io.github.standpipe.json.Fault if the target did not take it; the batch then returns to
   *     the queue
   */
  Sent send(Pipe pipe, Trace delivered, InstantSource clock);

  /** The same calls as a part of a run, which accounts for what they put on its queues. */
  default TargetCalls in(LiveRun run) {
    return this;
  }
}
