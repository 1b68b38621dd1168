package io.github.standpipe.cli;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.local.LiveQueue;
import io.github.standpipe.local.ServerQueues;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Queue;
import java.util.Optional;
import java.util.function.Function;

/**
 * The queues of a run.
 *
 * @param source the one that the pipe reads
 * @param quarantine the one that its enrichment quarantines to; nothing where it has none, or one
 *     that is not in the template, to which nothing is sent from here
 * @param find creates or finds others on the same server
 */
record RunQueues(
    LiveQueue source, Optional<LiveQueue> quarantine, Function<Queue, LiveQueue> find) {

  /**
   * Those of a pipe.
   *
   * @param create whether they are created; they are there otherwise
   * @throws Fault for a queue that is not there, and for a pipe that quarantines to its own source
   */
  static RunQueues of(ServerQueues queues, PipeDefinition pipe, boolean create) {
    Optional<Queue> quarantine = pipe.quarantine();
    if (quarantine.filter(pipe.queue()::equals).isPresent()) {
      throw new Fault(
          pipe.where(),
          pipe.logicalId()
              + " reads "
              + pipe.queue().logicalId()
              + ", which its enrichment quarantines to; set QUARANTINE_QUEUE_URL to another queue");
    }
    Function<Queue, LiveQueue> live = create ? queues::create : queues::find;
    return new RunQueues(live.apply(pipe.queue()), quarantine.map(live), live);
  }
}
