package io.github.standpipe.internal.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Route;
import io.github.standpipe.internal.bus.InputTransformer;
import io.github.standpipe.internal.bus.RouteMap;
import io.github.standpipe.pipe.Explanation.OfPattern;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The outcomes that one case shows of the rules, subscribers and subscriptions in front of its
 * queue.
 */
final class RouteMarks {
  private final RouteMap map;
  private final Set<String> counted;
  private final Map<RouteSpot, BitSet> outcomes = new LinkedHashMap<>();

  /**
   * A part of a route.
   *
   * @param on the bus or topic of the route
   * @param where the place of the route
   */
  record RouteSpot(String on, String where, Spot spot) {}

  /**
   * Begins without outcomes.
   *
   * @param counted the places of the routes that lead to the queue
   */
  RouteMarks(RouteMap map, Set<String> counted) {
    this.map = map;
    this.counted = counted;
  }

  /** The outcomes that were seen by part, for every part of a route that an event reached. */
  Map<RouteSpot, BitSet> outcomes() {
    return outcomes;
  }

  void add(BusTrace trace) {
    List<String> places = map.places(trace);
    for (int i = 0; i < places.size(); i++) {
      Route route = trace.routes().get(i);
      if (counted.contains(places.get(i))) {
        add(trace.on(), places.get(i), route);
      }
      for (BusTrace.Delivery delivery : route.deliveries()) {
        if (delivery.arrival() instanceof Arrival.Forwarded(BusTrace next)) {
          add(next);
        }
      }
    }
  }

  private void add(String on, String where, Route route) {
    int colon = where.lastIndexOf(": ");
    String place = colon < 0 ? where : where.substring(0, colon);
    String name = colon < 0 ? where : where.substring(colon + 2);
    BitSet taken = at(on, where, SpotKind.ROUTE, place, name);
    switch (route.decision()) {
      case Decision.Passed(List<OfPattern> patterns) -> {
        taken.set(0);
        patterns.forEach(pattern -> leaves(on, where, place, pattern));
      }
      case Decision.Rejected(List<OfPattern> patterns) ->
          patterns.forEach(pattern -> leaves(on, where, place, pattern));
      case Decision.Off off -> {}
      case Decision.Undecided undecided -> {}
    }
    for (InputTransformer transformer : map.transformers(where)) {
      placeholders(on, where, place, transformer, route);
    }
  }

  private void leaves(String on, String where, String place, OfPattern pattern) {
    pattern.leaves().stream()
        .filter(leaf -> !MeasuredFilter.isOverridden(leaf))
        .forEach(leaf ->
            MeasuredFilter.outcome(pattern, leaf)
                .ifPresent(at(on, where, SpotKind.PATTERN, place, MeasuredFilter.text(leaf))::set));
  }

  private void placeholders(
      String on, String where, String place, InputTransformer transformer, Route route) {
    transformer
        .placeholders()
        .forEach((name, mayBeAbsent) -> {
          SpotKind kind = mayBeAbsent ? SpotKind.DETAIL_PLACEHOLDER : SpotKind.PLACEHOLDER;
          BitSet seen = at(on, where, kind, place, "<" + name + ">");
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

  private BitSet at(String on, String where, SpotKind kind, String place, String text) {
    Spot spot = new Spot(kind, place, text, SourceSpan.NONE, List.of());
    return outcomes.computeIfAbsent(new RouteSpot(on, where, spot), s -> new BitSet());
  }
}
