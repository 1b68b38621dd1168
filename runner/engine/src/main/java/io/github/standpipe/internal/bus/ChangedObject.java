package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Route;
import java.util.List;
import java.util.function.Function;

/** A change in a bucket of the template, and whom it reaches. */
record ChangedObject(ObjectChange change, FeederParts parts) {

  /** What the bucket's own notifications and the default bus do. */
  BusTrace trace(Destinations destinations, Surroundings around) {
    String bus =
        "arn:aws:events:" + around.region() + ":" + around.account() + ":event-bus/default";
    return bucket()
        .change(change, FeederDestinations.bus(parts, bus), destinations, new Hops(around));
  }

  private ObjectNotifications bucket() {
    return parts.buckets().find(change.bucket(), "bucket");
  }

  /** What event sources bring to custom event buses (rule {@code custom-event-source}). */
  List<Route> sourced(Function<String, CustomBus> buses, Surroundings around) {
    return bucket().eventBridge()
        ? parts.customBuses().read().entrySet().stream()
            .filter(bus -> bus.getValue().sources().contains("aws.s3"))
            .map(bus -> route(buses.apply(bus.getKey()), around))
            .toList()
        : List.of();
  }

  private Route route(CustomBus bus, Surroundings around) {
    CustomEvent event = new CustomPublish(around, false).enveloped(change.onBus(around));
    return new Route(
        bucket().where(),
        new Decision.Passed(List.of()),
        List.of(
            new BusTrace.Delivery(
                "custom bus " + bus.name(),
                bus.arn(),
                new Arrival.Forwarded(bus.put(event, new Hops(around).next())),
                List.of())),
        List.of());
  }
}
