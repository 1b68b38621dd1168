package io.github.standpipe.enrich;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How often messages came in vain, as far as this execution environment saw: their batch returned
 * for a fault that concerns none of its records, or they stood behind a message that returned. SQS
 * counts such a receive too, but it is not a failure of the message.
 *
 * <p>It forgets a message that is done, and the messages that were not received for the longest
 * time if there are too many. Any thread may use it.
 */
final class FaultMemory {
  private static final int MOST = 50_000;

  private final SequencedMap<String, Integer> faults = new LinkedHashMap<>();

  /** Remembers that messages came in vain. */
  synchronized void add(List<Item> items) {
    for (Item item : items) {
      if (!item.id().isEmpty()) {
        Integer before = faults.remove(item.id()); // so that it is the youngest
        faults.put(item.id(), before == null ? 1 : before + 1);
      }
    }
    OldestEntries.remove(faults, MOST);
  }

  /** Forgets messages that are done. */
  synchronized void forget(List<Item> items) {
    if (!faults.isEmpty()) {
      items.forEach(item -> faults.remove(item.id()));
    }
  }

  /** How often a message came in vain. */
  synchronized int of(Item item) {
    return faults.isEmpty() ? 0 : faults.getOrDefault(item.id(), 0);
  }
}
