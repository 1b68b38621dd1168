package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Combines the verdicts on the parts of an event into the verdict on the event. */
final class Parts {
  private Parts() {}

  /**
   * The worst of them; the first one if several are equally bad.
   *
   * @param at the places of the parts, at least one
   * @param parts the verdicts on them, in the same order
   */
  static PlacedVerdict joined(List<PartPlace> at, List<Verdict> parts) {
    int worst =
        IntStream.range(0, parts.size())
            .boxed()
            .max(
                Comparator.comparing((Integer part) -> rank(parts.get(part)))
                    .thenComparing(Comparator.reverseOrder()))
            .orElseThrow();
    PartPlace place = at.get(worst);
    Verdict verdict =
        switch (parts.get(worst)) {
          case Verdict.Emit emit -> emit;
          case Verdict.Drop drop -> drop;
          case Verdict.Retry(String reason) -> new Verdict.Retry(place.describe(reason));
          case Verdict.Fail(String reason) -> new Verdict.Fail(place.describe(reason));
          case Verdict.Quarantine(String reason) -> new Verdict.Quarantine(place.describe(reason));
        };
    return verdict instanceof Verdict.Emit
        ? emitted(at, parts)
        : new PlacedVerdict(verdict, List.of());
  }

  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Drop drop -> 0;
      case Verdict.Emit emit -> 1;
      case Verdict.Retry retry -> 2;
      case Verdict.Fail fail -> 3;
      case Verdict.Quarantine quarantine -> 4;
    };
  }

  /** What is left of them; the others were dropped, and leave their places unused. */
  private static PlacedVerdict emitted(List<PartPlace> at, List<Verdict> parts) {
    List<JsonNode> events = new ArrayList<>(parts.size());
    List<PartPlace> places = new ArrayList<>(parts.size());
    for (int part = 0; part < parts.size(); part++) {
      PlacedVerdict placed = PlacedVerdict.of(at.get(part), parts.get(part));
      events.addAll(placed.emitted());
      places.addAll(placed.places());
    }
    return new PlacedVerdict(new Verdict.Emit(events), places);
  }
}
