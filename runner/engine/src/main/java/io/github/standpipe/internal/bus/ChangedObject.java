package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Route;
import java.util.ArrayList;
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
    List<Route> routes = new ArrayList<>();
    if (!bucket().eventBridge()) {
      return routes;
    }
    parts
        .customBuses()
        .read()
        .forEach((arn, bus) -> {
          for (EventSource source : bus.sources()) {
            if (source.isOf("aws.s3")) {
              routes.add(route(source, buses.apply(arn), around));
            }
          }
        });
    routes.addAll(parts.idleSources());
    return routes;
  }

  private Route route(EventSource source, CustomBus bus, Surroundings around) {
    ClassicEvent change = change().onBus(around);
    Decision decision = source.decide(change);
    if (!(decision instanceof Decision.Passed)) {
      return new Route(source.resource().where(), decision, List.of(), List.of());
    }
    CustomEvent event = new CustomPublish(around, false, bus.arn()).enveloped(change);
    return new Route(
        source.resource().where(),
        decision,
        List.of(
            new BusTrace.Delivery(
                "custom bus " + bus.name(),
                bus.arn(),
                new Arrival.Forwarded(bus.put(event, new Hops(around).next())),
                List.of())),
        source.resource().undecided().stream().toList());
  }
}
