package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.LookupObserver.Exit;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Trace.Fate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of each message of a run. For a message that was deleted from the queue only counts
 * are kept, so that memory does not grow during a long run.
 */
final class Ledger {
  private final Set<String> sent = new HashSet<>();
  private final Map<String, Integer> returns = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Set<String> settledInQueue = new HashSet<>();
  private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);

  /** Received during a send, possibly before it returned their ids. */
  private final Set<String> early = new HashSet<>();

  /** By message id, how messages of current batches leave the flow. */
  private final Map<String, Exit> exits = new HashMap<>();

  /** The same by JSON text, for items that an input template rendered, which have no id. */
  private final Map<String, Deque<Exit>> renderedExits = new HashMap<>();

  private int sending;
  private int messages;
  private int deliveries;
  private int enriched;
  private int executions;
  private int batches;

  /** Begins a send; its messages may be received before it ends. */
  synchronized void sending() {
    sending++;
  }

  /** Counts messages that were sent; returns how many the queue treated as duplicates. */
  synchronized int sent(Collection<String> ids) {
    int repeats = 0;
    for (String id : ids) {
      if (!sent.add(id)) {
        repeats++;
      } else if (!early.remove(id) && open.add(id)) {
        messages++;
      }
    }
    return repeats;
  }

  /** Ends the send, whether or not it returned its messages. */
  synchronized void sendingIsOver() {
    if (--sending == 0) {
      early.clear();
    }
  }

  /** Counts a batch that was received, and numbers it. */
  synchronized int received(List<ReceivedRecord> batch) {
    deliveries += batch.size();
    for (ReceivedRecord message : batch) {
      if (!settledInQueue.contains(message.id()) && !sent.contains(message.id())) {
        messages += open.add(message.id()) ? 1 : 0;
        if (sending > 0) {
          early.add(message.id());
        }
      }
    }
    return ++batches;
  }

  synchronized void executed(int events) {
    executions++;
    enriched += events;
  }

  /** Records a message that the enrichment quarantined. */
  synchronized void quarantined(String id) {
    if (open.contains(id)) {
      exits.put(id, Exit.QUARANTINED);
    }
  }

  /** Records how an item of the enrichment's input leaves the flow. */
  synchronized void left(JsonNode item, Exit exit) {
    String id = item.path("messageId").asText();
    if (open.contains(id)) {
      exits.put(id, exit);
    } else {
      renderedExits.computeIfAbsent(Json.text(item), text -> new ArrayDeque<>()).add(exit);
    }
  }

  /**
   * Counts what became of the batch's records, before anything is deleted; returns the trace with
   * that result.
   */
  synchronized Trace settled(Trace trace) {
    List<Trace.Record> settled = new ArrayList<>();
    List<JsonNode> items = trace.at(Stage.ENRICHMENT_INPUT).map(Payload::items).orElseGet(List::of);
    int place = 0;
    for (Trace.Record record : trace.records()) {
      boolean called = record.fate() != Fate.FILTERED && place < items.size();
      Exit exit = exit(record, called ? items.get(place++) : null);
      if (record.fate() == Fate.RETURNED) {
        fates.merge(Fate.RETURNED, 1, Integer::sum);
        returns.merge(record.messageId(), 1, Integer::sum);
        settled.add(record);
      } else {
        settled.add(new Trace.Record(record.messageId(), settled(record, exit)));
      }
    }
    return trace.with(settled);
  }

  /** How a record left the flow; null if it went on with its batch. */
  private @Nullable Exit exit(Trace.Record record, @Nullable JsonNode item) {
    Exit byId = exits.remove(record.messageId());
    if (byId != null || item == null || renderedExits.isEmpty()) {
      return byId;
    }
    String text = Json.text(item);
    Deque<Exit> alike = renderedExits.get(text);
    Exit exit = alike == null ? null : alike.poll();
    if (alike != null && alike.isEmpty()) {
      renderedExits.remove(text);
    }
    return exit;
  }

  private Fate settled(Trace.Record record, @Nullable Exit exit) {
    settledInQueue.add(record.messageId());
    returns.remove(record.messageId());
    int first = open.remove(record.messageId()) ? 1 : 0;
    Fate fate =
        switch (exit) {
          case null -> record.fate();
          case DROPPED -> Fate.DISCARDED;
          case QUARANTINED -> Fate.QUARANTINED;
          case SENT_BACK -> Fate.SENT_BACK;
        };
    fates.merge(fate, first, Integer::sum);
    return fate;
  }

  synchronized void deleted(Collection<ReceivedRecord> messages) {
    messages.forEach(message -> settledInQueue.remove(message.id()));
  }

  /** How often an unfinished message returned. */
  synchronized int returns(String id) {
    return returns.getOrDefault(id, 0);
  }

  /** Whether all sent messages are finished; false if nothing was sent. */
  synchronized boolean sentAreDone() {
    return !sent.isEmpty() && open.isEmpty();
  }

  /** The number of unfinished messages that returned at least that often. */
  synchronized int returnedAtLeast(int often) {
    return (int) returns.values().stream().filter(times -> times >= often).count();
  }

  /** The number of finished messages that could not be deleted. */
  synchronized int undeleted() {
    return settledInQueue.size();
  }

  synchronized Tally tally() {
    return new Tally(
        sent.size(),
        messages,
        deliveries,
        count(Fate.FILTERED),
        count(Fate.DISCARDED),
        count(Fate.DELIVERED),
        enriched,
        executions,
        count(Fate.RETURNED),
        count(Fate.QUARANTINED),
        count(Fate.SENT_BACK));
  }

  private int count(Fate fate) {
    return fates.getOrDefault(fate, 0);
  }
}
