package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Combines the verdicts on the parts of an event into the verdict on the event. */
final class Parts {
  private Parts() {}

  /** The worst of them; the first one if several are equally bad. */
  static Verdict joined(List<Verdict> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    int worst =
        IntStream.range(0, parts.size())
            .boxed()
            .max(
                Comparator.comparing((Integer part) -> rank(parts.get(part)))
                    .thenComparing(Comparator.reverseOrder()))
            .orElseThrow();
    String place = "part " + (worst + 1) + " of " + parts.size() + ": ";
    return switch (parts.get(worst)) {
      case Verdict.Emit emit -> new Verdict.Emit(emitted(parts));
      case Verdict.Drop drop -> drop;
      case Verdict.Retry(String reason) -> new Verdict.Retry(place + reason);
      case Verdict.Fail(String reason) -> new Verdict.Fail(place + reason);
      case Verdict.Quarantine(String reason) -> new Verdict.Quarantine(place + reason);
    };
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

  private static List<JsonNode> emitted(List<Verdict> parts) {
    return parts.stream()
        .flatMap(part -> part instanceof Verdict.Emit(List<JsonNode> e) ? e.stream() : Stream.of())
        .toList();
  }
}
