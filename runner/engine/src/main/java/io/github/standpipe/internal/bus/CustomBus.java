package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Delivery;
import io.github.standpipe.internal.bus.BusTrace.Route;
import io.github.standpipe.internal.bus.TargetParameters.ParameterException;
import io.github.standpipe.pipe.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A custom event bus and its subscribers.
 *
 * @param retentionDays how long it keeps events for a replay
 */
record CustomBus(
    String arn,
    int retentionDays,
    Listeners<Subscriber, CustomEvent> subscribers,
    Destinations destinations) {
  static final String STOPPED = "its State is STOPPED; it keeps the event until it runs";

  /** Passes an event to each subscriber (rule {@code custom-subscribers}). */
  BusTrace put(CustomEvent event, Hops hops) {
    return BusTrace.of(
        "custom bus " + name(),
        subscribers.routes(event, one -> route(one, event, off(one, hops), hops)));
  }

  String name() {
    return arn.replaceFirst(".*:event-busv2/", "").replaceFirst("/.*", "");
  }

  private static Optional<String> off(Subscriber subscriber, Hops hops) {
    if (!subscriber.running()) {
      return Optional.of(STOPPED);
    }
    boolean ended =
        subscriber
            .replay()
            .filter(point -> !point.takesLive(hops.around().clock().instant()))
            .isPresent();
    return ended ? Optional.of("its replay has ended") : Optional.empty();
  }

  /** Sends the events that the bus retains to a subscriber that starts in the past. */
  List<BusTrace> replay(Subscriber subscriber, List<CustomEvent> events, Hops hops) {
    Instant horizon = hops.around().clock().instant().minus(Duration.ofDays(retentionDays));
    return events.stream()
        .filter(event -> !event.ingested().isBefore(horizon))
        .filter(event -> subscriber.replay().filter(point -> point.takes(event)).isPresent())
        .map(CustomEvent::replayed)
        .map(event ->
            new BusTrace(
                "replay of custom bus " + name(),
                List.of(route(subscriber, event, Optional.empty(), hops))))
        .toList();
  }

  private Route route(Subscriber to, CustomEvent event, Optional<String> off, Hops hops) {
    Decision decision =
        off.<Decision>map(Decision.Off::new).orElseGet(() -> to.filter().decide(event, to.where()));
    List<Delivery> deliveries =
        decision instanceof Decision.Passed
            ? List.of(
                new Delivery(to.targetArn(), to.targetArn(), arrive(to, event, hops), List.of()))
            : List.of();
    List<Warning> warnings = new ArrayList<>(to.warnings());
    if (decision instanceof Decision.Undecided(Warning question)) {
      warnings.add(question);
    }
    return new Route(to.where(), decision, deliveries, warnings);
  }

  private Arrival arrive(Subscriber to, CustomEvent event, Hops hops) {
    return switch (to.transformer().render(event, hops.around())) {
      case Rendering.Question(Warning question) -> new Arrival.Open(question);
      case Rendering.Failure(String code, String reason) ->
          CustomDeadLetters.arrival(to, event, exhausted(to, code, reason), hops.around());
      case Rendering.Content(String body, var warnings) -> send(to, event, body, hops);
    };
  }

  private Arrival send(Subscriber to, CustomEvent event, String body, Hops hops) {
    Optional<DeliveryFailure> failure = hops.around().failures().apply(to.targetArn());
    if (failure.isPresent()) {
      return CustomDeadLetters.arrival(to, event, failure.get(), hops.around());
    }
    if (BusForwarding.isBus(to.targetArn())) {
      return forwarded(to, event, hops.through(arn));
    }
    try {
      return sent(to, event, outgoing(to, event, body, hops.around()), hops);
    } catch (ParameterException e) {
      return CustomDeadLetters.arrival(
          to,
          event,
          exhausted(to, SubscriberTransformer.FAILURE, String.valueOf(e.getMessage())),
          hops.around());
    }
  }

  /**
   * Rule {@code custom-bus-to-bus}: an event that passed through a bus does not get there again.
   */
  private Arrival forwarded(Subscriber to, CustomEvent event, Hops hops) {
    Arrival arrival =
        hops.customBuses().contains(to.targetArn())
            ? new Arrival.Undelivered(
                DeliveryFailure.atOnce("LOOP_DETECTED", "the event has been on this bus before"),
                Optional.empty())
            : new BusForwarding(to, event, destinations).arrival(hops);
    return arrival instanceof Arrival.Undelivered(DeliveryFailure why, var letter)
        ? CustomDeadLetters.arrival(
            to, event, exhausted(to, why.code(), why.message()), hops.around())
        : arrival;
  }

  private Arrival sent(Subscriber to, CustomEvent event, SentMessage outgoing, Hops hops) {
    Optional<String> fault = SentParameters.fault(outgoing, to);
    boolean open = fault.isEmpty() && outgoing.group().filter(String::isEmpty).isPresent();
    if (open && !to.targetArn().endsWith(".fifo")) {
      return new Arrival.Open(
          new Warning("V6", to.where() + ": MessageGroupId has no value; omit it in that case"));
    }
    Arrival arrival =
        fault.isPresent()
            ? new Arrival.Undelivered(
                DeliveryFailure.atOnce("CUSTOMER_VALIDATION", fault.get()), Optional.empty())
            : new TargetRetries(to.retryPolicy(), hops.around().outlet())
                .of(() -> destinations.send(to.targetArn(), outgoing, hops));
    return arrival instanceof Arrival.Undelivered(DeliveryFailure why, var letter)
        ? CustomDeadLetters.arrival(to, event, inWordsOfTheBus(to, why), hops.around())
        : arrival;
  }

  private static SentMessage outgoing(
      Subscriber to, CustomEvent event, String body, Surroundings around)
      throws ParameterException {
    TargetParameters parameters = to.parameters();
    return new SentMessage(
        body,
        parameters.text("MessageGroupId", event, around),
        parameters.text("MessageDeduplicationId", event, around),
        parameters.text("Subject", event, around),
        parameters.attributes(event, around));
  }

  private static DeliveryFailure inWordsOfTheBus(Subscriber to, DeliveryFailure why) {
    String code =
        switch (why.code()) {
          case "NO_PERMISSIONS" -> "ACCESS_DENIED";
          case "NO_RESOURCE" -> "RESOURCE_NOT_FOUND";
          case "THROTTLING" -> "THROTTLING";
          default -> why.mayPass() ? "INTERNAL_SERVER_ERROR" : "CUSTOMER_VALIDATION";
        };
    return why.mayPass()
        ? new DeliveryFailure(code, why.message(), why.retries(), why.exhausted())
        : exhausted(to, code, why.message());
  }

  /** Every failure is retried first (rule {@code custom-retry}). */
  private static DeliveryFailure exhausted(Subscriber to, String code, String message) {
    return DeliveryFailure.afterAttempts(code, message, to.retryPolicy());
  }
}
