package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Enrichers one after the other, each given all that the one before it emits as one batch. */
record Chain(List<Enricher> enrichers) implements Enricher {

  Chain {
    enrichers = List.copyOf(enrichers);
  }

  /** A chain of chains is one chain, so that it is all the same how they were put together. */
  static Chain of(Enricher first, Enricher next) {
    return new Chain(Stream.of(first, next).flatMap(Chain::links).toList());
  }

  private static Stream<Enricher> links(Enricher enricher) {
    return enricher instanceof Chain(List<Enricher> links) ? links.stream() : Stream.of(enricher);
  }

  @Override
  public List<Verdict> enrich(List<JsonNode> events) {
    IntFunction<JsonNode> records = Records.behind(events);
    List<Verdict> verdicts = Verdicts.of(enrichers.getFirst(), events);
    for (Enricher next : enrichers.subList(1, enrichers.size())) {
      verdicts = after(verdicts, next, records);
    }
    return verdicts;
  }

  private static List<Verdict> after(
      List<Verdict> verdicts, Enricher next, IntFunction<JsonNode> records) {
    List<JsonNode> emitted = verdicts.stream().flatMap(v -> emitted(v).stream()).toList();
    if (emitted.isEmpty()) {
      return verdicts;
    }
    int[] origins =
        IntStream.range(0, verdicts.size())
            .flatMap(v -> emitted(verdicts.get(v)).stream().mapToInt(part -> v))
            .toArray();
    List<Verdict> given =
        Records.during(
            emitted, part -> records.apply(origins[part]), () -> Verdicts.of(next, emitted));
    List<Verdict> after = new ArrayList<>(verdicts.size());
    int at = 0;
    for (Verdict verdict : verdicts) {
      int parts = emitted(verdict).size();
      after.add(parts == 0 ? verdict : Parts.joined(given.subList(at, at + parts)));
      at += parts;
    }
    return after;
  }

  private static List<JsonNode> emitted(Verdict verdict) {
    return verdict instanceof Verdict.Emit(List<JsonNode> events) ? events : List.of();
  }
}
