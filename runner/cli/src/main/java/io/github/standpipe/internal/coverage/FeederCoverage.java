package io.github.standpipe.internal.coverage;

import io.github.standpipe.internal.coverage.RouteMarks.RouteSpot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The coverage of the buses and topics on which cases put events.
 *
 * @param fromRoot makes a path relative to the project's folder
 */
record FeederCoverage(List<CaseMarks> cases, UnaryOperator<String> fromRoot) {

  List<CoverageSubject> subjects() {
    Map<String, Map<String, Set<RouteSpot>>> buses = new LinkedHashMap<>();
    cases.stream()
        .flatMap(one -> one.routes().keySet().stream())
        .forEach(spot ->
            buses
                .computeIfAbsent(spot.on(), on -> new LinkedHashMap<>())
                .computeIfAbsent(spot.where(), where -> new LinkedHashSet<>())
                .add(spot));
    List<CoverageSubject> subjects = new ArrayList<>();
    buses.forEach((on, routes) ->
        subjects.add(
            new CoverageSubject(
                on, "", routes.values().stream().flatMap(Set::stream).map(this::piece).toList())));
    return subjects;
  }

  private CoveredPiece piece(RouteSpot part) {
    List<BitSet> marks =
        cases.stream().map(one -> one.routes().getOrDefault(part, new BitSet())).toList();
    return CoveredPiece.of(part.spot().placed(fromRoot), 0, marks);
  }
}
