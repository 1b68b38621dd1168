package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Warning;
import java.util.Optional;
import java.util.Set;

/** Sends to the queues, topics and buses of a template. */
record FeederDestinations(FeederParts parts) implements Destinations {

  @Override
  public Arrival send(String arn, SentMessage message, Hops hops) {
    if (arn.matches("arn:[^:]*:sqs:.*")) {
      return delivered(
          parts.queues().getOrDefault(arn, QueueTarget.outside(arn)).take(message), hops);
    }
    Optional<SnsTopic> topic = parts.topics().optional(arn);
    if (topic.isPresent()) {
      return hops.isTooFar() ? tooFar(arn) : published(topic.get(), Publication.of(message), hops);
    }
    return new Arrival.Elsewhere("is " + kind(arn) + ", which is not followed here");
  }

  @Override
  public boolean knowsBus(String arn) {
    return parts.buses().known(arn).isPresent() || parts.customBuses().known(arn).isPresent();
  }

  private static Arrival delivered(Arrival arrival, Hops hops) {
    return arrival instanceof Arrival.Queued(QueueMessage message)
        ? hops.around()
            .outlet()
            .deliver(message)
            .<Arrival>map(failure -> new Arrival.Undelivered(failure, Optional.empty()))
            .orElse(arrival)
        : arrival;
  }

  /** What an ARN belongs to that is not followed. */
  private static String kind(String text) {
    Optional<Arn> arn = Arn.parse(text);
    return switch (arn.map(Arn::service).orElse("")) {
      case "lambda" -> "a function";
      case "states" -> "a state machine";
      case "sns" -> "a topic outside of the template";
      case "kinesis", "firehose" -> "a stream";
      case "events" -> bus(arn.map(Arn::resource).orElse(""));
      case "execute-api" -> "an API";
      default -> "another target than a queue, a topic or a Classic bus";
    };
  }

  private static String bus(String resource) {
    return resource.startsWith("event-busv2/")
        ? "a custom event bus"
        : resource.startsWith("event-bus/") ? "a Classic bus" : "an API destination";
  }

  @Override
  public Arrival putOnAnotherBus(String arn, ClassicEvent event, Hops hops) {
    return hops.isTooFar()
        ? tooFar(arn)
        : new Arrival.Forwarded(
            bus(parts, arn).put(event.onAnotherBus(hops.around()), Set.of(), hops.next()));
  }

  /** A Classic bus; one outside of the template has no rules here. */
  static ClassicBus bus(FeederParts parts, String arn) {
    return new ClassicBus(
        arn, parts.buses().optional(arn).orElseGet(Listeners::none), new FeederDestinations(parts));
  }

  @Override
  public Arrival putOnCustomBus(String arn, CustomEvent event, Hops hops) {
    Optional<CustomFeeders.BusSubscribers> known = parts.customBuses().optional(arn);
    if (known.isEmpty()) {
      return new Arrival.Elsewhere("is a custom event bus, which is not in the template");
    }
    if (hops.isTooFar() || hops.customBuses().contains(arn)) {
      return tooFar(arn);
    }
    Optional<String> refusal =
        known.get().policy().flatMap(policy -> policy.refusal(event.action()));
    if (refusal.isPresent()) {
      return new Arrival.Undelivered(
          DeliveryFailure.atOnce("ACCESS_DENIED", refusal.get()), Optional.empty());
    }
    CustomBus bus =
        new CustomBus(arn, known.get().retentionDays(), known.get().subscribers(), this);
    return new Arrival.Forwarded(bus.put(event, hops.next()));
  }

  private Arrival published(SnsTopic topic, Publication publication, Hops hops) {
    try {
      topic.check(publication);
    } catch (Fault e) {
      return new Arrival.Undelivered(
          DeliveryFailure.atOnce("INVALID_PARAMETER", e.getMessage()), Optional.empty());
    }
    return new Arrival.Forwarded(topic.publish(publication, this, hops.next()));
  }

  private static Arrival tooFar(String arn) {
    return new Arrival.Open(
        new Warning(
            "bus-to-bus", arn + ": the event goes in a circle or over 5 buses; break the circle"));
  }
}
