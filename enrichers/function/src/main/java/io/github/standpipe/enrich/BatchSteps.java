package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.List;

/** What a call does with records, by a pipe or by an event source mapping. */
record BatchSteps(Contract contract, Invocation invocation) {

  /** Gives each record a verdict: its own, or the enricher's. */
  void judge(List<Item> items) {
    List<Item> open = read(items);
    List<JsonNode> events = new ArrayList<>(open.size());
    boolean isJava = Chain.beginsInJava(contract.enricher());
    open.forEach(item -> events.add(isJava ? item.unsharedEvent() : item.event()));
    Batch batch = Batch.of(events, place -> open.get(place).record());
    long start = System.nanoTime();
    List<PlacedVerdict> verdicts;
    try {
      verdicts =
          contract.enricher() instanceof Chain chain
              ? chain.placed(batch, invocation)
              : PlacedVerdict.of(Verdicts.of(contract.enricher(), batch, invocation));
    } finally {
      invocation.figures().addSince(Figure.ENRICH_TIME, start);
    }
    for (int place = 0; place < open.size(); place++) {
      open.get(place).judge(contract.stamped(open.get(place), verdicts.get(place), invocation));
    }
    LookupObserver watch = invocation.watch();
    if (watch != LookupObserver.NONE) {
      items.forEach(item -> watch.judged(item.record(), item.verdict()));
    }
  }

  /** The items in which an event was found. */
  private List<Item> read(List<Item> items) {
    long start = System.nanoTime();
    LookupObserver watch = invocation.watch();
    List<Item> open = new ArrayList<>(items.size());
    for (Item item : items) {
      item.read(contract, invocation);
      if (item.isOpen()) {
        open.add(item);
      }
    }
    if (watch != LookupObserver.NONE) {
      items.forEach(item -> watch.read(item.toString(), item.event()));
    }
    invocation.figures().addSince(Figure.READ_TIME, start);
    return open;
  }

  /**
   * Sends the quarantined ones of some items to the quarantine; if that fails, they return.
   *
   * @return those that return
   */
  List<Item> quarantine(List<Item> items) {
    List<Item> quarantined = judged(items, Verdict.Quarantine.class);
    if (quarantined.isEmpty()) {
      return List.of();
    }
    try {
      contract.quarantine(quarantined, invocation);
      return List.of();
    } catch (Fault e) {
      quarantined.forEach(item -> item.judge(returning(item, e)));
      return quarantined;
    }
  }

  private static Verdict returning(Item item, Fault e) {
    return new Verdict.Retry(
        Contract.reason(item) + "; the quarantine did not take it: " + e.getMessage());
  }

  /** The items with a kind of verdict, in order. */
  static List<Item> judged(List<Item> items, Class<? extends Verdict> kind) {
    List<Item> all = new ArrayList<>();
    for (Item item : items) {
      if (kind.isInstance(item.verdict())) {
        all.add(item);
      }
    }
    return all;
  }
}
