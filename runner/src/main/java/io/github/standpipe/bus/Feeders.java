package io.github.standpipe.bus;

import io.github.standpipe.bus.BusTrace.Arrival;
import io.github.standpipe.bus.BusTrace.Decision;
import io.github.standpipe.bus.BusTrace.Route;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.pipe.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that stands in front of the queues of a template. Each method is a pure function of the
 * feeders, what is sent and the surroundings.
 */
public final class Feeders {
  private final FeederParts parts;

  Feeders(FeederParts parts) {
    this.parts = parts;
  }

  /** The Classic buses, by ARN, that some rule listens on or the template declares. */
  public Set<String> classicBuses() {
    return parts.buses().keySet();
  }

  public List<EventArchive> archives() {
    return parts.archives();
  }

  public List<ClassicRule> rules() {
    return parts.buses().values().stream().flatMap(rules -> rules.stream()).toList();
  }

  /** What PutEvents answers, and what becomes of each event that it takes. */
  public PutEvents putEvents(Surroundings around) {
    return new PutEvents(around);
  }

  /** Whether some rule or subscriber sends to a queue, a topic or bus between them left out. */
  public boolean reach(String queueArn) {
    return rules().stream()
            .flatMap(rule -> rule.targets().stream())
            .anyMatch(target -> target.arn().equals(queueArn))
        || subscribers().stream().anyMatch(one -> one.targetArn().equals(queueArn));
  }

  /**
   * Puts an event on a Classic bus; on one that does not exist it is lost in silence.
   *
   * @param bus its name or ARN
   */
  public BusTrace put(String bus, ClassicEvent event, Surroundings around) {
    return put(bus, event, Set.of(), around);
  }

  /** The same, by some rules only, as a replay may have it. */
  public BusTrace put(String bus, ClassicEvent event, Set<String> rules, Surroundings around) {
    return classic(bus)
        .map(known -> known.put(event, rules, new Hops(around)))
        .orElseGet(() ->
            BusTrace.of(
                "bus " + bus + " (it is not in the template, so PutEvents drops the event)",
                List.of()));
  }

  private Optional<ClassicBus> classic(String bus) {
    return parts.buses().keySet().stream()
        .filter(arn -> arn.equals(bus) || arn.endsWith(":event-bus/" + bus))
        .map(arn -> classicBus(arn))
        .findFirst();
  }

  private ClassicBus classicBus(String arn) {
    return new ClassicBus(arn, parts.buses().getOrDefault(arn, List.of()), destinations);
  }

  /** Starts a rule that has a schedule (rule {@code bus-scheduled}). */
  public BusTrace fire(ClassicRule rule, Surroundings around) {
    String on = "schedule of " + rule.name();
    if (!rule.enabled()) {
      return new BusTrace(
          on,
          List.of(
              new Route(
                  rule.where(),
                  new Decision.Off("its State is DISABLED"),
                  List.of(),
                  rule.warnings())));
    }
    ClassicEvent event =
        ClassicEvent.of(
            "aws.events",
            "Scheduled Event",
            around.clock().instant(),
            List.of(rule.arn()),
            Json.object(),
            around);
    return new BusTrace(
        on,
        List.of(
            new Route(
                rule.where(),
                new Decision.Passed(List.of()),
                classicBus(rule.busArn()).deliver(rule, event, new Hops(around)),
                rule.warnings())));
  }

  /** The ARNs of the custom event buses, which no name gives. */
  public Set<String> customBuses() {
    return parts.customBuses().keySet();
  }

  public List<Subscriber> subscribers() {
    return parts.customBuses().values().stream()
        .flatMap(bus -> bus.subscribers().stream())
        .toList();
  }

  /**
   * Puts an event on a custom event bus.
   *
   * @throws Fault for an ARN that is not that of one of the template's
   */
  public BusTrace put(String busArn, CustomEvent event, Surroundings around) {
    return customBus(busArn).put(event, new Hops(around));
  }

  /**
   * Brings retained events to a subscriber that starts in the past, in their order.
   *
   * @return a trace for each event in its range
   */
  public List<BusTrace> replay(
      Subscriber subscriber, List<CustomEvent> retained, Surroundings around) {
    return customBus(subscriber.busArn()).replay(subscriber, retained, new Hops(around));
  }

  private CustomBus customBus(String arn) {
    CustomFeeders.BusSubscribers bus = found(parts.customBuses(), arn, "custom event bus");
    return new CustomBus(arn, bus.retentionDays(), bus.subscribers(), destinations);
  }

  /** The topics, by ARN. */
  public Set<String> topics() {
    return parts.topics().keySet();
  }

  public List<Schedule> schedules() {
    return parts.schedules();
  }

  /**
   * Publishes to a topic.
   *
   * @throws Fault for what Publish refuses, and for a topic that is not in the template
   */
  public BusTrace publish(String topicArn, Publication publication, Surroundings around) {
    return found(parts.topics(), topicArn, "topic")
        .publish(publication, destinations, new Hops(around));
  }

  /**
   * Changes an object.
   *
   * @throws Fault for a bucket that is not in the template
   */
  public BusTrace change(ObjectChange change, Surroundings around) {
    String bus =
        "arn:aws:events:" + around.region() + ":" + around.account() + ":event-bus/default";
    ObjectNotifications bucket = found(parts.buckets(), change.bucket(), "bucket");
    BusTrace trace = bucket.change(change, classicBus(bus), destinations, new Hops(around));
    if (!bucket.eventBridge()) {
      return trace;
    }
    List<Route> routes = new ArrayList<>(trace.routes());
    parts
        .customBuses()
        .forEach((arn, custom) -> {
          if (custom.sources().contains("aws.s3")) {
            routes.add(sourced(bucket, customBus(arn), change, around));
          }
        });
    return new BusTrace(trace.on(), routes);
  }

  /** What an event source brings to a custom event bus (rule {@code custom-event-source}). */
  private static Route sourced(
      ObjectNotifications bucket, CustomBus bus, ObjectChange change, Surroundings around) {
    CustomEvent event = new CustomPublish(around, false).enveloped(change.onBus(around));
    return new Route(
        bucket.where(),
        new Decision.Passed(List.of()),
        List.of(
            new BusTrace.Delivery(
                "custom bus " + bus.name(),
                bus.arn(),
                new Arrival.Forwarded(bus.put(event, new Hops(around).next())),
                List.of())),
        List.of());
  }

  /** What a bucket sends when its notifications are configured. */
  public BusTrace configured(String bucket, Surroundings around) {
    return found(parts.buckets(), bucket, "bucket").configured(destinations, new Hops(around));
  }

  /** Lets a schedule's time come. */
  public BusTrace fire(Schedule schedule, Surroundings around) {
    return schedule.fire(destinations, parts.queuesByUrl(), new Hops(around));
  }

  /**
   * Lets the time of a schedule or of a scheduled rule come.
   *
   * @param name its name, or the logical id
   * @throws Fault for one that is not in the template
   */
  BusTrace fire(String name, Surroundings around) {
    for (Schedule one : parts.schedules()) {
      if (one.name().equals(name) || one.where().endsWith(": " + name)) {
        return fire(one, around);
      }
    }
    for (ClassicRule rule : rules()) {
      if (rule.scheduled() && (rule.name().equals(name) || rule.where().endsWith(": " + name))) {
        return fire(rule, around);
      }
    }
    throw new Fault("schedule " + name + " is not in the template");
  }

  /** The ARN, or the bucket's name, that a name or a logical id stands for; otherwise itself. */
  String resolve(String name) {
    return parts.names().getOrDefault(name, name);
  }

  private static <T> T found(Map<String, T> all, String name, String what) {
    return Optional.ofNullable(all.get(name))
        .orElseThrow(() ->
            new Fault(
                what
                    + " "
                    + name
                    + " is not in the template, which has "
                    + String.join(", ", all.keySet())));
  }

  private final Destinations destinations =
      new Destinations() {
        @Override
        public Arrival send(String arn, SentMessage message, Hops hops) {
          return Feeders.this.send(arn, message, hops);
        }

        @Override
        public Arrival putOnAnotherBus(String arn, ClassicEvent event, Hops hops) {
          return hops.isTooFar()
              ? tooFar(arn)
              : new Arrival.Forwarded(
                  classicBus(arn).put(event.onAnotherBus(hops.around()), Set.of(), hops.next()));
        }
      };

  private Arrival send(String arn, SentMessage message, Hops hops) {
    if (arn.matches("arn:[^:]*:sqs:.*")) {
      return delivered(
          parts.queues().getOrDefault(arn, QueueTarget.outside(arn)).take(message), hops);
    }
    SnsTopic topic = parts.topics().get(arn);
    if (topic != null) {
      return hops.isTooFar() ? tooFar(arn) : published(topic, Publication.of(message), hops);
    }
    return new Arrival.Elsewhere("is not a queue, a topic or a bus, so it is not followed");
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

  private Arrival published(SnsTopic topic, Publication publication, Hops hops) {
    try {
      return new Arrival.Forwarded(topic.publish(publication, destinations, hops.next()));
    } catch (Fault e) {
      return new Arrival.Undelivered(
          DeliveryFailure.atOnce("INVALID_PARAMETER", e.getMessage()), Optional.empty());
    }
  }

  private static Arrival tooFar(String arn) {
    return new Arrival.Open(
        new Warning("bus-to-bus", arn + ": the event was handed on 5 times; break the circle"));
  }
}
