package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures.Figure;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One call of the function: each record gets a verdict, quarantined records are sent to the
 * quarantine, and the others are answered.
 */
final class FunctionCall {
  private static final int TOLD = 3;

  private final Contract contract;
  private final Request request;
  private final Invocation invocation;
  private final List<Item> items;

  FunctionCall(Contract contract, Request request, Invocation invocation) {
    this.contract = contract;
    this.request = request;
    this.invocation = invocation;
    this.items = request.items();
  }

  /**
   * Returns the answer.
   *
   * @throws Fault if the batch of a pipe returns
   */
  byte[] answer() {
    judge();
    return request.mapped() ? failures() : events();
  }

  private void judge() {
    List<Item> open = read();
    List<JsonNode> events = new ArrayList<>(open.size());
    open.forEach(item -> events.add(item.event()));
    Batch batch = Batch.of(events, place -> open.get(place).record());
    long start = System.nanoTime();
    List<PlacedVerdict> verdicts;
    try {
      verdicts = PlacedVerdict.of(contract.enricher(), batch, invocation);
    } finally {
      invocation.figures().addSince(Figure.ENRICH_TIME, start);
    }
    for (int place = 0; place < open.size(); place++) {
      open.get(place).judge(contract.stamped(open.get(place), verdicts.get(place), invocation));
    }
    watchVerdicts();
    settle();
  }

  private void watchVerdicts() {
    LookupObserver watch = invocation.watch();
    if (watch != LookupObserver.NONE) {
      items.forEach(item -> watch.judged(item.record(), item.verdict()));
    }
  }

  /** The items in which an event was found. */
  private List<Item> read() {
    long start = System.nanoTime();
    LookupObserver watch = invocation.watch();
    List<Item> open = new ArrayList<>(items.size());
    for (Item item : items) {
      item.read(contract.envelope(), contract.versions(), invocation);
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

  private void settle() {
    items.forEach(item -> item.judge(contract.policy().settled(item)));
  }

  private byte[] events() {
    refuseReturned();
    long start = System.nanoTime();
    byte[] answer = FunctionAnswer.events(items, contract.budget());
    invocation.figures().addSince(Figure.ANSWER_TIME, start);
    settle();
    refuseReturned();
    quarantine();
    refuseReturned();
    sendBack();
    refuseReturned();
    watchExits();
    return answer;
  }

  private void watchExits() {
    LookupObserver watch = invocation.watch();
    if (watch == LookupObserver.NONE) {
      return;
    }
    for (Item item : items) {
      if (item.isPutOff()) {
        watch.left(item.record(), LookupObserver.Exit.SENT_BACK);
      } else if (item.verdict() instanceof Verdict.Drop) {
        watch.left(item.record(), LookupObserver.Exit.DROPPED);
      } else if (item.verdict() instanceof Verdict.Quarantine) {
        watch.left(item.record(), LookupObserver.Exit.QUARANTINED);
      }
    }
  }

  private byte[] failures() {
    keepGroups();
    quarantine();
    keepGroups();
    return FunctionAnswer.failures(returned());
  }

  /** Later messages of a returned message's FIFO group return with it. */
  private void keepGroups() {
    Set<String> behind = new HashSet<>();
    for (Item item : items) {
      if (item.verdict() instanceof Verdict.Retry) {
        behind.add(item.group());
      } else if (item.isFifo() && behind.contains(item.group())) {
        item.judge(new Verdict.Retry("a message before it in its group returns"));
      }
    }
  }

  /** Sends the quarantined records; if that fails, they return. */
  private void quarantine() {
    List<Item> quarantined = judged(Verdict.Quarantine.class);
    if (quarantined.isEmpty()) {
      return;
    }
    try {
      contract.quarantine(quarantined, invocation);
    } catch (Fault e) {
      quarantined.forEach(item -> item.judge(returning(item, e)));
    }
  }

  /** Done last, because a record that returns with its batch must not be in the queue twice. */
  private void sendBack() {
    List<Item> putOff = items.stream().filter(Item::isPutOff).toList();
    try {
      contract.budget().sendBack(putOff, invocation);
    } catch (Fault e) {
      putOff.forEach(item ->
          item.judge(
              new Verdict.Retry(
                  "it does not fit into this answer and could not be sent back: "
                      + e.getMessage())));
    }
  }

  private static Verdict returning(Item item, Fault e) {
    return new Verdict.Retry(
        Contract.reason(item) + "; the quarantine did not take it: " + e.getMessage());
  }

  private List<Item> returned() {
    return judged(Verdict.Retry.class);
  }

  private List<Item> judged(Class<? extends Verdict> kind) {
    List<Item> all = new ArrayList<>();
    for (Item item : items) {
      if (kind.isInstance(item.verdict())) {
        all.add(item);
      }
    }
    return all;
  }

  private void refuseReturned() {
    List<Item> returned = returned();
    if (!returned.isEmpty()) {
      throw new Fault(describe(returned));
    }
  }

  private String describe(List<Item> returned) {
    String some =
        returned.stream()
            .limit(TOLD)
            .map(item -> item + ": " + Contract.reason(item))
            .collect(Collectors.joining("; "));
    int more = returned.size() - TOLD;
    int all = items.size();
    String count = all == 1 ? "" : returned.size() + " of " + all + " records failed: ";
    return count + some + (more > 0 ? "; and " + more + " more" : "");
  }
}
