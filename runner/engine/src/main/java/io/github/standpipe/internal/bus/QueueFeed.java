package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The messages that one rule, subscriber, subscription, bucket or schedule puts on a queue.
 *
 * @param resource its logical id
 * @param over the rule or subscriber of another bus that puts its events on the queue
 * @param body the shape of the bodies; empty if it never sends anything
 * @param inputPath the path that a rule takes its bodies from, if it has one
 * @param samples examples of what may be sent to the feeder, with the bodies that the engine
 *     computes
 */
public record QueueFeed(
    FeedKind kind,
    String resource,
    Optional<String> over,
    Optional<Shape> body,
    Optional<String> inputPath,
    List<FeedFault> faults,
    Supplier<List<SampleDelivery>> samples) {

  public QueueFeed {
    faults = List.copyOf(faults);
  }

  /** The logical id of what puts the messages on the queue. */
  public String sender() {
    return over.orElse(resource);
  }

  /** The kinds of feeders. */
  public enum FeedKind {
    /** A rule of a Classic bus. */
    RULE,
    /** A subscriber of a custom event bus. */
    SUBSCRIBER,
    /** A subscription to a topic. */
    SUBSCRIPTION,
    /** A bucket's notifications. */
    BUCKET,
    /** A schedule. */
    SCHEDULE
  }

  /**
   * One example of what may be sent to the feeder.
   *
   * @param entry as {@link GivenEvents} reads it
   * @param bodies what is then on the queue
   */
  public record SampleDelivery(JsonNode entry, List<String> bodies) {
    public SampleDelivery {
      bodies = List.copyOf(bodies);
    }
  }
}
