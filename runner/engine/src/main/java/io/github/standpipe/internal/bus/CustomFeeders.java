package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Route;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the subscribers of custom event buses. */
record CustomFeeders(Template template, Reading reading) {
  /** Stands for a bus with an unknown ARN. */
  static final String UNKNOWN_BUS =
      "arn:aws:events:us-east-1:123456789012:event-busv2/unknown/aaaaaaaaaaaaaaaaaaaaaaaaa";

  /**
   * A bus as the template declares it.
   *
   * @param sources the event sources that deliver events of services to it
   */
  record BusSubscribers(
      int retentionDays,
      Listeners<Subscriber, CustomEvent> subscribers,
      List<EventSource> sources,
      Optional<BusPolicy> policy) {}

  ByName<BusSubscribers> buses() {
    FeederResources buses = new FeederResources(template, "AWS::EventsV2::EventBus");
    ListenersByBus<Subscriber, CustomEvent> subscribers =
        new ListenersByBus<>(reading, new SubscriberReader(reading));
    buses.arns().forEach(subscribers::bus);
    FeederResources written = new FeederResources(template, "AWS::EventsV2::Subscriber");
    written.all().forEach(subscribers::add);
    written.absent().forEach(subscribers::addAbsent);
    Map<String, List<EventSource>> sources = sources();
    sources.keySet().forEach(subscribers::bus);
    Map<String, BusPolicy> policies = BusPolicy.in(template);
    return subscribers.byName(
        buses.unread(),
        arn ->
            all ->
                new BusSubscribers(
                    retentionDays(Optional.ofNullable(buses.byArn().get(arn))),
                    all,
                    sources.getOrDefault(arn, List.of()),
                    Optional.ofNullable(policies.get(arn))));
  }

  private static int retentionDays(Optional<FeederResource> bus) {
    return bus.map(
            one -> one.whole(one.property("StorageConfiguration").get("RetentionPeriodInDays"), 1))
        .orElse(1);
  }

  private Map<String, List<EventSource>> sources() {
    Map<String, List<EventSource>> sources = new LinkedHashMap<>();
    for (FeederResource source : EventSource.in(template).all()) {
      EventSource read = EventSource.read(source);
      source
          .property("EventBusArn")
          .text()
          .filter(bus -> read.fault().isEmpty() || reading == Reading.STRICT)
          .ifPresent(bus -> sources.computeIfAbsent(bus, arn -> new ArrayList<>()).add(read));
    }
    return sources;
  }

  /** The event sources that bring nothing to a bus of the template, with the reason. */
  List<Route> idleSources() {
    Stream<Route> elsewhere =
        EventSource.in(template).all().stream()
            .filter(source -> source.property("EventBusArn").text().isEmpty())
            .map(source ->
                off(source, "its bus is not known here, so it is taken to feed another one"));
    Stream<Route> absent =
        EventSource.in(template).absent().stream().map(one -> off(one, one.condition()));
    return Stream.concat(elsewhere, absent).toList();
  }

  private static Route off(FeederResource source, String reason) {
    return new Route(source.where(), new Decision.Off(reason), List.of(), List.of());
  }
}
