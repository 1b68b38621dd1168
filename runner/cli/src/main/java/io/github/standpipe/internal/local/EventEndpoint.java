package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.EventArchive;
import io.github.standpipe.internal.bus.Feeders;
import io.github.standpipe.internal.bus.PutEvents;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Queue;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * An endpoint on 127.0.0.1 for events, next to the queue of a run: events on a bus of the template
 * go through its rules and subscribers to the queue.
 *
 * <ul>
 *   <li>Calls of EventBridge's API for Classic buses, in AWS JSON 1.1: PutEvents, and
 *       DescribeArchive, StartReplay and DescribeReplay for the template's archives.
 *   <li>{@code POST /service/AWSEventsV2/operation/PutEvents} (or {@code PutRawEvents}) for custom
 *       event buses, in JSON.
 *   <li>{@code GET /}: {@code {"pipe", "queueArn", "queueUrl", "queueEndpoint", "region", "buses",
 *       "customBuses", "archives"}}.
 * </ul>
 */
public final class EventEndpoint implements AutoCloseable {
  private final EventFlow flow;
  private final LiveReplays replays;
  private final ClassicCalls classic;
  private final CustomCalls custom;
  private final ObjectNode description;
  private final Listener listener;
  private final LoopbackServer server;

  private EventEndpoint(EventFlow flow, ObjectNode description, Listener listener) {
    this.flow = flow;
    this.replays = new LiveReplays(flow);
    this.classic = new ClassicCalls(flow, new ArchiveCalls(flow, replays, Instant.now()));
    this.custom = new CustomCalls(flow);
    this.description = description;
    this.listener = listener;
    this.server = LoopbackServer.start(LoopbackServer.Limits.STANDARD, this::answer);
  }

  /**
   * The pipe to whose queue events go.
   *
   * @param queueArn the queue's ARN in the template
   * @param queue the same queue on the server
   * @param beside the other queues of the run
   * @param find creates or finds a queue on that server
   */
  public record Destination(
      String pipe,
      String queueArn,
      LiveQueue queue,
      List<LiveQueue> beside,
      Function<Queue, LiveQueue> find) {
    public Destination {
      beside = List.copyOf(beside);
    }
  }

  /**
   * Starts an endpoint.
   *
   * @throws io.github.standpipe.json.Fault for a rule, subscriber or archive that cannot be read,
   *     and if there is no free port
   */
  public static EventEndpoint start(Feeders feeders, LiveRun run, Destination to) {
    DeadLetterQueues deadLetters = new DeadLetterQueues(run, to.beside(), to.find());
    EventFlow flow = new EventFlow(feeders, run, to.queueArn(), deadLetters);
    return new EventEndpoint(flow, describe(feeders, to), run.listener());
  }

  private static ObjectNode describe(Feeders feeders, Destination to) {
    ObjectNode json =
        Json.object()
            .put("pipe", to.pipe())
            .put("queueArn", to.queueArn())
            .put("queueUrl", to.queue().url())
            .put("queueEndpoint", to.queue().endpoint().toString())
            .put("region", QueueArn.of(to.queueArn()).region());
    names(feeders.classicBuses()).forEach(json.putArray("buses")::add);
    feeders.customBuses().forEach(json.putArray("customBuses")::add);
    feeders.archives().stream().map(EventArchive::name).forEach(json.putArray("archives")::add);
    return json;
  }

  private static List<String> names(Set<String> arns) {
    return arns.stream().map(arn -> arn.substring(arn.lastIndexOf('/') + 1)).toList();
  }

  /** The address for {@code AWS_ENDPOINT_URL_EVENTBRIDGE}. */
  public URI uri() {
    return server.uri();
  }

  /** The names of the Classic buses. */
  public List<String> buses() {
    return names(flow.feeders().classicBuses());
  }

  /** The ARNs of the custom event buses. */
  public List<String> customBuses() {
    return List.copyOf(flow.feeders().customBuses());
  }

  /** Whether a Classic bus is one of its own, by its ARN. */
  boolean has(String busArn) {
    return flow.feeders().classicBuses().contains(busArn);
  }

  /** Takes entries like a call of PutEvents; on return, all deliveries are on the queue. */
  PutEvents.Answer putEvents(List<JsonNode> entries) {
    return flow.putEvents(entries);
  }

  /** What became of the events so far. */
  public EventTally tally() {
    return flow.tally();
  }

  private EndpointAnswer answer(EndpointRequest request) {
    try {
      if (request.method().equals("GET") && request.path().equals("/")) {
        return EndpointAnswer.of(description);
      }
      if (!request.method().equals("POST")) {
        throw CallException.unknownOperation("the method is not POST");
      }
      return request.path().startsWith(CustomCalls.PREFIX)
          ? custom.answer(request)
          : classic.answer(request);
    } catch (CallException e) {
      listener.problem("a call for events was refused: " + e.getMessage());
      return e.answer();
    } catch (RuntimeException | StackOverflowError e) {
      listener.problem("a call for events failed with " + e.getClass().getSimpleName());
      return EndpointAnswer.refusal(
          500, "InternalException", "standpipe run could not answer the call");
    }
  }

  /** Stops accepting events; on return, the accepted ones are on the queue. */
  @Override
  public void close() {
    server.close();
    replays.close();
  }
}
