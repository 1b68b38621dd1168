package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Enrichers in sequence; each receives everything that the previous one emits as one batch. */
record Chain(List<Enricher> enrichers) implements Enricher {

  Chain {
    enrichers = List.copyOf(enrichers);
  }

  /** A chain of chains is one chain, so the way in which they were combined does not matter. */
  static Chain of(Enricher first, Enricher next) {
    return new Chain(Stream.of(first, next).flatMap(Chain::links).toList());
  }

  private static Stream<Enricher> links(Enricher enricher) {
    return enricher instanceof Chain(List<Enricher> links) ? links.stream() : Stream.of(enricher);
  }

  /** Whether code that may change its events gets them first. */
  static boolean beginsInJava(Enricher enricher) {
    Enricher first = enricher instanceof Chain(List<Enricher> links) ? links.getFirst() : enricher;
    return !(first instanceof Transform);
  }

  @Override
  public List<Verdict> enrich(Batch batch, Invocation invocation) {
    return placed(batch, invocation).stream().map(PlacedVerdict::verdict).toList();
  }

  /** The verdicts, and where each emitted part came from. */
  List<PlacedVerdict> placed(Batch batch, Invocation invocation) {
    List<PlacedVerdict> verdicts =
        PlacedVerdict.of(Verdicts.of(enrichers.getFirst(), batch, invocation));
    boolean shared = enrichers.getFirst() instanceof Transform;
    for (Enricher next : enrichers.subList(1, enrichers.size())) {
      boolean isJava = beginsInJava(next);
      verdicts = after(shared && isJava ? copies(verdicts) : verdicts, next, batch, invocation);
      shared = !isJava;
    }
    return verdicts;
  }

  /** What a transform emits may share documents and constants with events of other batches. */
  private static List<PlacedVerdict> copies(List<PlacedVerdict> verdicts) {
    return verdicts.stream().map(PlacedVerdict::copied).toList();
  }

  private static List<PlacedVerdict> after(
      List<PlacedVerdict> verdicts, Enricher next, Batch batch, Invocation invocation) {
    List<JsonNode> emitted = verdicts.stream().flatMap(v -> v.emitted().stream()).toList();
    if (emitted.isEmpty()) {
      return verdicts;
    }
    int[] origins =
        IntStream.range(0, verdicts.size())
            .flatMap(v -> verdicts.get(v).emitted().stream().mapToInt(part -> v))
            .toArray();
    Batch parts = Batch.of(emitted, part -> batch.record(origins[part]));
    List<Verdict> given = Verdicts.of(next, parts, invocation);
    List<PlacedVerdict> after = new ArrayList<>(verdicts.size());
    int at = 0;
    for (PlacedVerdict verdict : verdicts) {
      List<PartPlace> places = verdict.places();
      List<Verdict> some = given.subList(at, at + places.size());
      PlacedVerdict joined = places.isEmpty() ? verdict : Parts.joined(places, some);
      if (joined.verdict() instanceof Verdict.Retry
          && some.stream().anyMatch(invocation::isLeftOver)) {
        invocation.leaveOver(joined.verdict());
      }
      after.add(joined);
      at += places.size();
    }
    return after;
  }
}
