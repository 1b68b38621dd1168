package io.github.standpipe.internal.local;

import java.util.Map;

/**
 * What became of the events that were put on the buses of a run. Each event has exactly one fate,
 * so the counts add up.
 *
 * @param calls number of calls that were answered, including rejections
 * @param put number of entries of those calls
 * @param replayed number of events that archives replayed
 * @param fates number of events by fate
 * @param messages number of their messages on the pipe's queue
 * @param elsewhere number of deliveries to other targets, which are only shown
 */
public record EventTally(
    int calls, int put, int replayed, Map<EventFate, Integer> fates, int messages, int elsewhere) {
  /** The tally of a run that does not accept events. */
  public static final EventTally NONE = new EventTally(0, 0, 0, Map.of(), 0, 0);

  public EventTally {
    fates = Map.copyOf(fates);
  }

  /** The number of events with a fate. */
  public int count(EventFate fate) {
    return fates.getOrDefault(fate, 0);
  }

  /** Whether every event has a fate. */
  public boolean accounted() {
    return put + replayed == fates.values().stream().mapToInt(Integer::intValue).sum();
  }
}
