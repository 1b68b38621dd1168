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

  @Override
  public List<Verdict> enrich(Batch batch, Invocation invocation) {
    List<Verdict> verdicts = Verdicts.of(enrichers.getFirst(), batch, invocation);
    boolean shared = enrichers.getFirst() instanceof Transform;
    for (Enricher next : enrichers.subList(1, enrichers.size())) {
      boolean isJava = !(next instanceof Transform);
      verdicts = after(shared && isJava ? copies(verdicts) : verdicts, next, batch, invocation);
      shared = !isJava;
    }
    return verdicts;
  }

  /** What a transform emits may share documents and constants with events of other batches. */
  private static List<Verdict> copies(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(verdict ->
            verdict instanceof Verdict.Emit(List<JsonNode> events)
                ? new Verdict.Emit(events.stream().<JsonNode>map(JsonNode::deepCopy).toList())
                : verdict)
        .toList();
  }

  private static List<Verdict> after(
      List<Verdict> verdicts, Enricher next, Batch batch, Invocation invocation) {
    List<JsonNode> emitted = verdicts.stream().flatMap(v -> emitted(v).stream()).toList();
    if (emitted.isEmpty()) {
      return verdicts;
    }
    int[] origins =
        IntStream.range(0, verdicts.size())
            .flatMap(v -> emitted(verdicts.get(v)).stream().mapToInt(part -> v))
            .toArray();
    Batch parts = Batch.of(emitted, part -> batch.record(origins[part]));
    List<Verdict> given = Verdicts.of(next, parts, invocation);
    List<Verdict> after = new ArrayList<>(verdicts.size());
    int at = 0;
    for (Verdict verdict : verdicts) {
      int count = emitted(verdict).size();
      after.add(count == 0 ? verdict : Parts.joined(given.subList(at, at + count)));
      at += count;
    }
    return after;
  }

  private static List<JsonNode> emitted(Verdict verdict) {
    return verdict instanceof Verdict.Emit(List<JsonNode> events) ? events : List.of();
  }
}
