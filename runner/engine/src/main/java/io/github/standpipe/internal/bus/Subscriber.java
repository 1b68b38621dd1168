package io.github.standpipe.internal.bus;

import io.github.standpipe.pipe.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A subscriber of a custom event bus.
 *
 * @param where the file, line and logical id
 * @param running whether its State is RUNNING; a stopped one keeps its backlog
 * @param fifo whether its Type is FIFO
 * @param replay its starting position, unless it is the latest event
 * @param deadLetters the ARN of the queue for the records about undeliverable events
 */
public record Subscriber(
    String name,
    String arn,
    String busArn,
    String where,
    boolean running,
    boolean fifo,
    SubscriberFilter filter,
    SubscriberTransformer transformer,
    String targetArn,
    TargetParameters parameters,
    Optional<StartingPoint> replay,
    RetryPolicy retryPolicy,
    Optional<String> deadLetters,
    List<Warning> warnings) {

  public Subscriber {
    warnings = List.copyOf(warnings);
  }

  /**
   * The point in time at which a subscriber starts.
   *
   * @param from empty for the horizon: the earliest event that the bus retains
   * @param to empty if it goes on with live events
   */
  public record StartingPoint(Optional<Instant> from, Optional<Instant> to) {
    boolean takes(CustomEvent event) {
      return from.map(start -> !event.ingested().isBefore(start)).orElse(true)
          && to.map(end -> !event.ingested().isAfter(end)).orElse(true);
    }

    boolean takesLive(Instant now) {
      return to.map(now::isBefore).orElse(true);
    }
  }
}
