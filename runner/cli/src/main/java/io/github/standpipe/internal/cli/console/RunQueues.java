package io.github.standpipe.internal.cli.console;

import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.internal.local.ServerQueues;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Queue;
import java.util.Optional;
import java.util.function.Function;

/**
 * The queues of a run.
 *
 * @param source the pipe's source
 * @param quarantine the quarantine queue of its enrichment; null if it has none, or one outside of
 *     the template, to which a run does not send
 * @param find creates or finds other queues on the same server
 */
public record RunQueues(
    LiveQueue source, Optional<LiveQueue> quarantine, Function<Queue, LiveQueue> find) {

  /**
   * The queues of a pipe.
   *
   * @param create whether to create them; otherwise they must exist
   * @throws Fault for a queue that does not exist, and for a pipe that quarantines to its own
   *     source
   */
  public static RunQueues of(ServerQueues queues, PipeDefinition pipe, boolean create) {
    Optional<Queue> quarantine = pipe.quarantine();
    if (quarantine.filter(pipe.queue()::equals).isPresent()) {
      throw new Fault(
          pipe.where(),
          pipe.logicalId()
              + " reads "
              + pipe.queue().logicalId()
              + ", which is also the quarantine queue of its enrichment; set QUARANTINE_QUEUE_URL"
              + " to another queue");
    }
    Function<Queue, LiveQueue> live = create ? queues::create : queues::find;
    return new RunQueues(live.apply(pipe.queue()), quarantine.map(live), live);
  }
}
