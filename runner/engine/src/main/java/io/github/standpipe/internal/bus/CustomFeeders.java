package io.github.standpipe.internal.bus;

import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the subscribers of custom event buses. */
record CustomFeeders(Template template, Reading reading) {
  /** Stands for a bus with an unknown ARN. */
  static final String UNKNOWN_BUS =
      "arn:aws:events:us-east-1:123456789012:event-busv2/unknown/aaaaaaaaaaaaaaaaaaaaaaaaa";

  /**
   * A bus as the template declares it.
   *
   * @param sources the services whose events an event source delivers, such as {@code aws.s3}
   */
  record BusSubscribers(
      int retentionDays,
      Listeners<Subscriber, CustomEvent> subscribers,
      List<String> sources,
      Optional<BusPolicy> policy) {}

  ByName<BusSubscribers> buses() {
    FeederResources buses = new FeederResources(template, "AWS::EventsV2::EventBus");
    ListenersByBus<Subscriber, CustomEvent> subscribers =
        new ListenersByBus<>(reading, new SubscriberReader(reading));
    buses.arns().forEach(subscribers::bus);
    FeederResources written = new FeederResources(template, "AWS::EventsV2::Subscriber");
    written.all().forEach(subscribers::add);
    written.absent().forEach(subscribers::addAbsent);
    Map<String, List<String>> sources = sources();
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

  /** The services whose events come to each bus; a source that cannot be read brings none. */
  private Map<String, List<String>> sources() {
    Map<String, List<String>> sources = new LinkedHashMap<>();
    for (FeederResource source :
        new FeederResources(template, "AWS::EventsV2::EventSource").all()) {
      Property service =
          source.property("Configuration").get("AwsServiceEventsConfiguration").get("AwsService");
      source
          .property("EventBusArn")
          .text()
          .ifPresent(bus ->
              service
                  .text()
                  .ifPresent(sources.computeIfAbsent(bus, arn -> new ArrayList<>())::add));
    }
    return sources;
  }
}
