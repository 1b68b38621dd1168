package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Route;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that feeds the queues of a template. Each method is a pure function of the feeders,
 * the input and the surroundings.
 */
public final class Feeders {
  private final FeederParts parts;
  private final Destinations destinations;

  Feeders(FeederParts parts) {
    this.parts = parts;
    this.destinations = new FeederDestinations(parts);
  }

  /** The Classic buses, by ARN, that have a rule or are declared in the template. */
  public Set<String> classicBuses() {
    return parts.buses().read().keySet();
  }

  public List<EventArchive> archives() {
    return parts.archives();
  }

  public List<ClassicRule> rules() {
    return parts.buses().read().values().stream().flatMap(rules -> rules.read().stream()).toList();
  }

  /** The response of PutEvents, and what happens to each event that it accepts. */
  public PutEvents putEvents(Surroundings around) {
    return new PutEvents(around);
  }

  /** Whether a rule or subscriber sends directly to a queue, without a topic or bus in between. */
  public boolean reach(String queueArn) {
    return rules().stream()
            .flatMap(rule -> rule.targets().stream())
            .anyMatch(target -> target.arn().equals(queueArn))
        || subscribers().stream().anyMatch(one -> one.targetArn().equals(queueArn));
  }

  /**
   * Puts an event on a Classic bus; on one that does not exist it is silently lost.
   *
   * @param bus its name or ARN
   */
  public BusTrace put(String bus, ClassicEvent event, Surroundings around) {
    return put(bus, event, Set.of(), around);
  }

  /** The same for some rules only, as a replay may specify. */
  public BusTrace put(String bus, ClassicEvent event, Set<String> rules, Surroundings around) {
    return classic(bus)
        .map(known -> known.put(event, rules, new Hops(around)))
        .orElseGet(() ->
            BusTrace.of(
                "bus " + bus + " (it is not in the template, so PutEvents drops the event)",
                List.of()));
  }

  private Optional<ClassicBus> classic(String bus) {
    String arn =
        parts.buses().read().keySet().stream()
            .filter(one -> one.equals(bus) || one.endsWith(":event-bus/" + bus))
            .findFirst()
            .orElse(bus);
    return parts.buses().optional(arn).map(rules -> new ClassicBus(arn, rules, destinations));
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
                FeederDestinations.bus(parts, rule.busArn()).deliver(rule, event, new Hops(around)),
                rule.warnings(),
                Optional.of(event.json()))));
  }

  /** The ARNs of the custom event buses, which names do not determine. */
  public Set<String> customBuses() {
    return parts.customBuses().read().keySet();
  }

  public List<Subscriber> subscribers() {
    return parts.customBuses().read().values().stream()
        .flatMap(bus -> bus.subscribers().read().stream())
        .toList();
  }

  /**
   * Puts an event on a custom event bus.
   *
   * @throws Fault for an ARN that does not belong to a bus of the template
   */
  public BusTrace put(String busArn, CustomEvent event, Surroundings around) {
    CustomBus bus = customBus(busArn);
    Optional<BusPolicy> policy = customParts(busArn).policy();
    String action = event.action();
    Optional<String> refusal = policy.flatMap(one -> one.refusal(action));
    if (refusal.isPresent()) {
      return new BusTrace(
          "custom bus " + bus.name() + " answers AccessDeniedException: " + refusal.get(),
          List.of());
    }
    return bus.put(event, new Hops(around))
        .warnedOf(policy.flatMap(one -> one.warning(action)).stream().toList());
  }

  /**
   * Sends retained events, in order, to a subscriber that starts in the past.
   *
   * @return a trace for each event in its range
   */
  public List<BusTrace> replay(
      Subscriber subscriber, List<CustomEvent> retained, Surroundings around) {
    return customBus(subscriber.busArn()).replay(subscriber, retained, new Hops(around));
  }

  private CustomBus customBus(String arn) {
    CustomFeeders.BusSubscribers bus = customParts(arn);
    return new CustomBus(arn, bus.retentionDays(), bus.subscribers(), destinations);
  }

  private CustomFeeders.BusSubscribers customParts(String arn) {
    return parts.customBuses().find(arn, "custom event bus");
  }

  /** The topics, by ARN. */
  public Set<String> topics() {
    return parts.topics().read().keySet();
  }

  public List<Schedule> schedules() {
    return List.copyOf(parts.schedules().read().values());
  }

  /**
   * Publishes to a topic.
   *
   * @throws Fault for a message that Publish rejects, and for a topic that is not in the template
   */
  public BusTrace publish(String topicArn, Publication publication, Surroundings around) {
    return parts
        .topics()
        .find(topicArn, "topic")
        .publish(publication, destinations, new Hops(around));
  }

  /**
   * Changes an object.
   *
   * @throws Fault for a bucket that is not in the template
   */
  public BusTrace change(ObjectChange change, Surroundings around) {
    BusTrace trace = new ChangedObject(change, parts).trace(destinations, around);
    List<Route> routes = new ArrayList<>(trace.routes());
    routes.addAll(new ChangedObject(change, parts).sourced(this::customBus, around));
    return new BusTrace(trace.on(), routes);
  }

  /** What a bucket sends when its notifications are configured. */
  public BusTrace configured(String bucket, Surroundings around) {
    return parts.buckets().find(bucket, "bucket").configured(destinations, new Hops(around));
  }

  /** Fires a schedule. */
  public BusTrace fire(Schedule schedule, Surroundings around) {
    return schedule.fire(destinations, parts.queuesByUrl(), new Hops(around));
  }

  /**
   * Fires a schedule or a scheduled rule.
   *
   * @param name its name, or the logical id
   * @throws Fault for one that is not in the template
   */
  BusTrace fire(String name, Surroundings around) {
    for (Schedule one : schedules()) {
      if (one.name().equals(name) || one.where().endsWith(": " + name)) {
        return fire(one, around);
      }
    }
    parts.schedules().optional(name);
    for (ClassicRule rule : rules()) {
      if (rule.scheduled() && (rule.name().equals(name) || rule.where().endsWith(": " + name))) {
        return fire(rule, around);
      }
    }
    throw new Fault("schedule " + name + " is not in the template");
  }

  /** The routes from sources to destinations. */
  public RouteMap routes() {
    return new RouteMap(parts);
  }

  /** The ARN, or the bucket's name, of a name or a logical id; anything else as it is. */
  String resolve(String name) {
    return parts.names().getOrDefault(name, name);
  }

  /** What each feeder puts on a queue, as far as is known; a disabled feeder is left out. */
  public List<QueueFeed> feeds(String queueArn) {
    return new QueueFeeds(this, parts, queueArn).all();
  }

  /**
   * What a rule or subscriber puts on a queue over another bus of the template. Each is a part of
   * what the feeder at the end of the way puts there.
   */
  public List<QueueFeed> forwardedFeeds(String queueArn) {
    return new ForwardedFeeds(this, parts, queueArn).all();
  }
}
