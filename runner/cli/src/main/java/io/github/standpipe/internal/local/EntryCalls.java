package io.github.standpipe.internal.local;

import io.github.standpipe.internal.delivery.Delivery;
import io.github.standpipe.internal.delivery.EntryService;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Trace;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends the entries of each batch to a queue, a bus or a log group.
 *
 * @param services the service as a part of a run
 * @param service the service that is used
 */
public record EntryCalls(Function<LiveRun, EntryService> services, EntryService service)
    implements TargetCalls {

  /** Calls of a service that puts nothing on the queues of a run. */
  public static EntryCalls of(EntryService service) {
    return new EntryCalls(run -> service, service);
  }

  /** Messages to a queue, for which a run accounts. */
  public static EntryCalls to(LiveQueue queue) {
    QueueService service = new QueueService(queue, ids -> {});
    return new EntryCalls(
        run -> new QueueService(queue, ids -> run.sentBeside(queue, ids)), service);
  }

  @Override
  public Sent send(Pipe pipe, Trace delivered, InstantSource clock) {
    Delivery delivery = service.send(pipe.entries(delivered, clock));
    return new Sent(delivery.settle(delivered), Optional.empty(), delivery.accepted());
  }

  @Override
  public TargetCalls in(LiveRun run) {
    return new EntryCalls(services, services.apply(run));
  }
}
