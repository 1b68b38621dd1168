package io.github.standpipe.internal.local;

import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of the events of a run, which arrive on many threads. */
final class EventCounts {
  private final Map<EventFate, Integer> fates = new EnumMap<>(EventFate.class);
  private int calls;
  private int put;
  private int replayed;
  private int messages;
  private int elsewhere;

  /** Counts a call and its entries. */
  synchronized void call(int entries) {
    calls++;
    put += entries;
  }

  /** Counts an event that an archive replays. */
  synchronized void replay() {
    replayed++;
  }

  synchronized void message() {
    messages++;
  }

  synchronized void elsewhere(int deliveries) {
    elsewhere += deliveries;
  }

  synchronized void add(EventFate fate, int events) {
    fates.merge(fate, events, Integer::sum);
  }

  synchronized EventTally tally() {
    return new EventTally(calls, put, replayed, fates, messages, elsewhere);
  }
}
