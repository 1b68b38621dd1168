package io.github.standpipe.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one rule, subscriber, subscription, bucket or schedule puts on a queue.
 *
 * @param resource its logical id
 * @param body the shape of the bodies; empty if nothing is ever put there
 * @param inputPath the path that a rule takes its bodies from, if it has one
 * @param samples what may be sent to the feeder, and the bodies that the engine makes of it
 */
public record QueueFeed(
    FeedKind kind,
    String resource,
    Optional<Shape> body,
    Optional<String> inputPath,
    List<FeedFault> faults,
    Supplier<List<SampleDelivery>> samples) {

  public QueueFeed {
    faults = List.copyOf(faults);
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
   * One thing that was sent to the feeder.
   *
   * @param entry as {@link GivenEvents} reads it
   * @param bodies what lies on the queue then
   */
  public record SampleDelivery(JsonNode entry, List<String> bodies) {
    public SampleDelivery {
      bodies = List.copyOf(bodies);
    }
  }
}
