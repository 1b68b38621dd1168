package io.github.standpipe.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.bus.BusTrace;
import io.github.standpipe.bus.BusTrace.Arrival;
import io.github.standpipe.bus.BusTrace.Decision;
import io.github.standpipe.bus.BusTrace.Route;
import io.github.standpipe.bus.InputTransformer;
import io.github.standpipe.bus.RouteMap;
import io.github.standpipe.pipe.Explanation.OfPattern;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one case shows of the rules, subscribers and subscriptions in front of its queue. */
final class RouteMarks {
  private final RouteMap map;
  private final Set<String> counted;
  private final Map<RouteSpot, BitSet> outcomes = new LinkedHashMap<>();

  /**
   * A part of a route.
   *
   * @param on the bus or topic that the route is on
   * @param where the place of the route
   */
  record RouteSpot(String on, String where, Spot spot) {}

  /**
   * Begins with nothing.
   *
   * @param counted the places of the routes that lead to the queue
   */
  RouteMarks(RouteMap map, Set<String> counted) {
    this.map = map;
    this.counted = counted;
  }

  /** By part, the outcomes that were seen; each part of a route that an event met is there. */
  Map<RouteSpot, BitSet> outcomes() {
    return outcomes;
  }

  void add(BusTrace trace) {
    for (Route route : trace.routes()) {
      if (counted.contains(route.where())) {
        add(trace.on(), route);
      }
      for (BusTrace.Delivery delivery : route.deliveries()) {
        if (delivery.arrival() instanceof Arrival.Forwarded(BusTrace next)) {
          add(next);
        }
      }
    }
  }

  private void add(String on, Route route) {
    int colon = route.where().lastIndexOf(": ");
    String place = colon < 0 ? route.where() : route.where().substring(0, colon);
    String name = colon < 0 ? route.where() : route.where().substring(colon + 2);
    BitSet taken = at(on, route, SpotKind.ROUTE, place, name);
    switch (route.decision()) {
      case Decision.Passed(List<OfPattern> patterns) -> {
        taken.set(0);
        patterns.forEach(pattern -> leaves(on, route, place, pattern));
      }
      case Decision.Rejected(List<OfPattern> patterns) ->
          patterns.forEach(pattern -> leaves(on, route, place, pattern));
      case Decision.Off off -> {}
      case Decision.Undecided undecided -> {}
    }
    for (InputTransformer transformer : map.transformers(route.where())) {
      placeholders(on, route, place, transformer);
    }
  }

  private void leaves(String on, Route route, String place, OfPattern pattern) {
    pattern.leaves().stream()
        .filter(leaf -> !MeasuredFilter.isOverridden(leaf))
        .forEach(leaf ->
            MeasuredFilter.outcome(pattern, leaf)
                .ifPresent(at(on, route, SpotKind.PATTERN, place, MeasuredFilter.text(leaf))::set));
  }

  private void placeholders(String on, Route route, String place, InputTransformer transformer) {
    transformer
        .placeholders()
        .forEach((name, mayBeAbsent) -> {
          SpotKind kind = mayBeAbsent ? SpotKind.DETAIL_PLACEHOLDER : SpotKind.PLACEHOLDER;
          BitSet seen = at(on, route, kind, place, "<" + name + ">");
          route.event().ifPresent(event -> mark(seen, transformer, name, event, kind));
        });
  }

  private static void mark(
      BitSet seen, InputTransformer transformer, String name, JsonNode event, SpotKind kind) {
    int outcome = transformer.finds(name, event) ? 0 : 1;
    if (outcome < kind.outcomes()) {
      seen.set(outcome);
    }
  }

  private BitSet at(String on, Route route, SpotKind kind, String place, String text) {
    Spot spot = new Spot(kind, place, text, SourceSpan.NONE, List.of());
    return outcomes.computeIfAbsent(new RouteSpot(on, route.where(), spot), s -> new BitSet());
  }
}
