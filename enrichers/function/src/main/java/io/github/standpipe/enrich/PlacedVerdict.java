package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict on an event, and the places of the parts that it emits.
 *
 * @param places one for each emitted event, in order; empty if nothing is emitted
 */
record PlacedVerdict(Verdict verdict, List<PartPlace> places) {
  private static final List<PartPlace> WHOLE = List.of(PartPlace.WHOLE);

  /** Verdicts on events that were not split before. */
  static List<PlacedVerdict> of(List<Verdict> verdicts) {
    List<PlacedVerdict> placed = new ArrayList<>(verdicts.size());
    verdicts.forEach(verdict -> placed.add(of(PartPlace.WHOLE, verdict)));
    return placed;
  }

  /** The verdict on the part at a place. */
  static PlacedVerdict of(PartPlace at, Verdict verdict) {
    return new PlacedVerdict(
        verdict, verdict instanceof Verdict.Emit emit ? places(at, emit.events()) : List.of());
  }

  private static List<PartPlace> places(PartPlace at, List<JsonNode> events) {
    if (events.size() == 1) {
      return at.equals(PartPlace.WHOLE) ? WHOLE : List.of(at);
    }
    List<PartPlace> places = new ArrayList<>(events.size());
    for (int number = 1; number <= events.size(); number++) {
      places.add(at.of(number, events.size()));
    }
    return places;
  }

  /** The emitted events; empty for any other verdict. */
  List<JsonNode> emitted() {
    return verdict instanceof Verdict.Emit(List<JsonNode> events) ? events : List.of();
  }

  /** The same with copies of the emitted events. */
  PlacedVerdict copied() {
    return emitted().isEmpty()
        ? this
        : new PlacedVerdict(
            new Verdict.Emit(emitted().stream().<JsonNode>map(JsonNode::deepCopy).toList()),
            places);
  }
}
