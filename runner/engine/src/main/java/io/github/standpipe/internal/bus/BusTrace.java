package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A written record of what happened to one event, notification or publication.
 *
 * @param on the bus, topic, bucket or schedule that it came from
 * @param routes a route for each rule, subscriber or subscription, in the template's order
 * @param notes warnings about the entry itself
 */
public record BusTrace(String on, List<Route> routes, List<Warning> notes) {

  public BusTrace {
    routes = List.copyOf(routes);
    notes = List.copyOf(notes);
  }

  BusTrace(String on, List<Route> routes) {
    this(on, routes, List.of());
  }

  /** The same trace with warnings about its entry. */
  BusTrace warnedOf(List<Warning> warnings) {
    return new BusTrace(on, routes, warnings);
  }

  /** A trace whose first line reports if nothing listens. */
  static BusTrace of(String on, List<Route> routes) {
    return new BusTrace(routes.isEmpty() ? on + ": nothing listens" : on, routes);
  }

  /**
   * One rule, subscriber or subscription, and what it did.
   *
   * @param where the file, line and logical id of its declaration
   * @param deliveries one for each target; empty unless it passed the event
   * @param event the event that a rule accepted; empty for anything but a rule of a Classic bus
   */
  public record Route(
      String where,
      Decision decision,
      List<Delivery> deliveries,
      List<Warning> warnings,
      Optional<JsonNode> event) {
    public Route {
      deliveries = List.copyOf(deliveries);
      warnings = List.copyOf(warnings);
    }

    public Route(
        String where, Decision decision, List<Delivery> deliveries, List<Warning> warnings) {
      this(where, decision, deliveries, warnings, Optional.empty());
    }
  }

  /** Whether a route accepts an event. */
  public sealed interface Decision {
    /**
     * It accepts the event, with an explanation for each pattern that the event was compared with.
     */
    record Passed(List<Explanation.OfPattern> patterns) implements Decision {}

    /** Some pattern does not match; the explanations say which leaf. */
    record Rejected(List<Explanation.OfPattern> patterns) implements Decision {}

    /** It accepts nothing, for a reason other than its pattern. */
    record Off(String reason) implements Decision {}

    /** The decision of AWS is an open question. */
    record Undecided(Warning question) implements Decision {}
  }

  /**
   * What was sent to one target.
   *
   * @param target its id, or its ARN if it has none
   */
  public record Delivery(String target, String arn, Arrival arrival, List<Warning> warnings) {
    public Delivery {
      warnings = List.copyOf(warnings);
    }
  }

  /** The result of one delivery. */
  public sealed interface Arrival {
    /** It is on a queue. */
    record Queued(QueueMessage message) implements Arrival {}

    /** It was published to a topic or put on another bus. */
    record Forwarded(BusTrace next) implements Arrival {}

    /** It was lost, or became a dead letter. */
    record Undelivered(DeliveryFailure failure, Optional<QueueMessage> deadLetter)
        implements Arrival {}

    /** It was sent to something that is not simulated. */
    record Elsewhere(String reason) implements Arrival {}

    /** The behaviour of AWS is an open question, so there is no guess. */
    record Open(Warning question) implements Arrival {}
  }

  /** The messages that end up on queues, without dead letters. */
  public List<QueueMessage> messages() {
    return arrivals()
        .flatMap(arrival ->
            arrival instanceof Arrival.Queued(QueueMessage m) ? Stream.of(m) : Stream.of())
        .toList();
  }

  /** The bodies that end up on one queue. */
  public List<String> bodies(String queueArn) {
    return messages().stream()
        .filter(message -> message.queueArn().equals(queueArn))
        .map(QueueMessage::body)
        .toList();
  }

  public List<QueueMessage> deadLetters() {
    return arrivals()
        .flatMap(arrival ->
            arrival instanceof Arrival.Undelivered(DeliveryFailure f, Optional<QueueMessage> letter)
                ? letter.stream()
                : Stream.of())
        .toList();
  }

  /** All warnings and open questions on the way. */
  public List<Warning> warnings() {
    List<Warning> all = new ArrayList<>(notes);
    for (Route route : routes) {
      all.addAll(route.warnings());
      for (Delivery delivery : route.deliveries()) {
        all.addAll(delivery.warnings());
        if (delivery.arrival() instanceof Arrival.Open(Warning question)) {
          all.add(question);
        } else if (delivery.arrival() instanceof Arrival.Forwarded(BusTrace next)) {
          all.addAll(next.warnings());
        }
      }
    }
    return all.stream().distinct().toList();
  }

  /** The questions that decide whether something arrives, and what. */
  public List<Warning> openQuestions() {
    List<Warning> open = new ArrayList<>();
    for (Route route : routes) {
      if (route.decision() instanceof Decision.Undecided(Warning question)) {
        open.add(question);
      }
      for (Delivery delivery : route.deliveries()) {
        if (delivery.arrival() instanceof Arrival.Open(Warning question)) {
          open.add(question);
        } else if (delivery.arrival() instanceof Arrival.Forwarded(BusTrace next)) {
          open.addAll(next.openQuestions());
        }
      }
    }
    return open;
  }

  /** Everything that was sent, including through topics and other buses. */
  public Stream<Arrival> arrivals() {
    return routes.stream()
        .flatMap(route -> route.deliveries().stream())
        .map(Delivery::arrival)
        .flatMap(arrival ->
            arrival instanceof Arrival.Forwarded(BusTrace next)
                ? next.arrivals()
                : Stream.of(arrival));
  }

  /** The trace as readable lines, values included. */
  public List<String> lines() {
    return new BusTraceText().lines(this);
  }
}
