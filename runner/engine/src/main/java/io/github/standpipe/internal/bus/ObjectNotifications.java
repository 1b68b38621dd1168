package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Delivery;
import io.github.standpipe.internal.bus.BusTrace.Route;
import io.github.standpipe.json.Arn;
import io.github.standpipe.pipe.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The changes that a bucket reports, and their receivers.
 *
 * @param eventBridge whether it sends events to the default bus
 */
record ObjectNotifications(
    String bucket, String where, boolean eventBridge, List<Configuration> configurations) {

  ObjectNotifications {
    configurations = List.copyOf(configurations);
  }

  /**
   * One configuration.
   *
   * @param event such as {@code s3:ObjectCreated:*}
   * @param arn of a queue or a topic
   */
  record Configuration(String event, String arn, List<KeyRule> keys) {
    boolean takes(ObjectChange change) {
      String kind = event.replaceFirst("^s3:", "");
      boolean same =
          kind.endsWith("*")
              ? change.event().startsWith(kind.substring(0, kind.length() - 1))
              : change.event().equals(kind);
      return same && keys.stream().allMatch(key -> key.takes(change.key()));
    }

    /** Its event, its keys and whom it reports to, in a few words. */
    String describe() {
      StringBuilder words = new StringBuilder(event);
      keys.forEach(key ->
          words
              .append(key.suffix() ? " *" : " ")
              .append(key.value())
              .append(key.suffix() ? "" : "*"));
      return words.append(" to ").append(Arn.name(arn)).toString();
    }
  }

  /** The beginning or the end of keys. */
  record KeyRule(boolean suffix, String value) {
    boolean takes(String key) {
      return suffix ? key.endsWith(value) : key.startsWith(value);
    }
  }

  /** These and others of the same bucket. */
  ObjectNotifications and(ObjectNotifications more) {
    List<Configuration> all = new ArrayList<>(configurations);
    all.addAll(more.configurations);
    return new ObjectNotifications(bucket, more.where, eventBridge || more.eventBridge, all);
  }

  BusTrace change(ObjectChange change, ClassicBus bus, Destinations to, Hops hops) {
    List<Route> routes = new ArrayList<>();
    for (Configuration one : configurations) {
      routes.add(
          one.takes(change)
              ? sent(one, change.notification(id(one), hops.around()), to, hops)
              : off("the change does not match " + one.event() + " and its key filter"));
    }
    if (eventBridge) {
      BusTrace next = bus.put(change.onBus(hops.around()), Set.of(), hops.next());
      Warning key =
          new Warning(
              "V13", where + ": EventBridge receives the unencoded key, which is unsettled");
      routes.add(
          new Route(
              where,
              new Decision.Passed(List.of()),
              List.of(
                  new Delivery(
                      "bus default", bus.arn(), new Arrival.Forwarded(next), List.of(key))),
              List.of()));
    }
    return BusTrace.of("bucket " + bucket, routes);
  }

  /** What each queue and topic receives when the notification is configured. */
  BusTrace configured(Destinations to, Hops hops) {
    String body = ObjectChange.testEvent(bucket, hops.around());
    return BusTrace.of(
        "bucket " + bucket, configurations.stream().map(one -> sent(one, body, to, hops)).toList());
  }

  private String id(Configuration one) {
    return bucket + "-" + (configurations.indexOf(one) + 1);
  }

  private Route sent(Configuration one, String body, Destinations to, Hops hops) {
    Arrival arrival =
        hops.around()
            .failures()
            .apply(one.arn())
            .<Arrival>map(why -> new Arrival.Undelivered(why, Optional.empty()))
            .orElseGet(() -> to.send(one.arn(), SentMessage.of(body), hops));
    return new Route(
        where,
        new Decision.Passed(List.of()),
        List.of(new Delivery(one.arn(), one.arn(), arrival, List.of())),
        List.of());
  }

  private Route off(String why) {
    return new Route(where, new Decision.Off(why), List.of(), List.of());
  }
}
