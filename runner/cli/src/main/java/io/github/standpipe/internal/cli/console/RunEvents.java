package io.github.standpipe.internal.cli.console;

import io.github.standpipe.internal.bus.Feeders;
import io.github.standpipe.internal.bus.TemplateFeeders;
import io.github.standpipe.internal.local.EventEndpoint;
import io.github.standpipe.internal.local.EventTally;
import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.internal.local.LiveRun;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The events that a run accepts in front of its queue: an endpoint, if the template has a bus.
 *
 * @param endpoint empty if the template has none, or its buses cannot be read
 * @param feeders the buses and topics in front of the template's queues
 */
public record RunEvents(Optional<EventEndpoint> endpoint, Feeders feeders, PipeDefinition pipe)
    implements AutoCloseable {

  /** Starts the endpoint and reports it. A bus that cannot be read does not end the run. */
  public static RunEvents open(
      Template template, PipeDefinition pipe, RunQueues queues, LiveRun run, RunListener listener) {
    Feeders feeders =
        TemplateFeeders.of(pipe.off().flatMap(template::withParameter).orElse(template));
    RunEvents events = new RunEvents(endpoint(feeders, pipe, queues, run, listener), feeders, pipe);
    events.endpoint().ifPresent(open -> listener.takes(events, open));
    return events;
  }

  private static Optional<EventEndpoint> endpoint(
      Feeders feeders, PipeDefinition pipe, RunQueues queues, LiveRun run, RunListener listener) {
    try {
      if (feeders.classicBuses().isEmpty() && feeders.customBuses().isEmpty()) {
        return Optional.empty();
      }
      List<LiveQueue> beside = new ArrayList<>(List.of(queues.source()));
      queues.source().deadLetters().ifPresent(beside::add);
      queues.quarantine().ifPresent(beside::add);
      return Optional.of(
          EventEndpoint.start(
              feeders,
              run,
              new EventEndpoint.Destination(
                  pipe.logicalId(), pipe.queue().arn(), queues.source(), beside, queues.find())));
    } catch (Fault e) {
      listener.problem("events are not accepted: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether a rule or subscriber sends directly to the pipe's queue. */
  public boolean reachTheQueue() {
    return feeders.reach(pipe.queue().arn());
  }

  public EventTally tally() {
    return endpoint.map(EventEndpoint::tally).orElse(EventTally.NONE);
  }

  /** Stops accepting events; on return, the accepted ones are on the queue. */
  public void end() {
    endpoint.ifPresent(EventEndpoint::close);
  }

  @Override
  public void close() {
    end();
  }
}
