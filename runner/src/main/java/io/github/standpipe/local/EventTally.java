package io.github.standpipe.local;

import java.util.Map;

/**
 * What became of the events that were put on the buses of a run. Each has one fate, so that they
 * can be added up.
 *
 * @param calls that were answered, also with a refusal
 * @param put entries of those calls
 * @param replayed events that archives brought
 * @param fates of all of them
 * @param messages that they laid on the pipe's queue
 * @param elsewhere what went to other targets, and was shown alone
 */
public record EventTally(
    int calls, int put, int replayed, Map<EventFate, Integer> fates, int messages, int elsewhere) {
  /** Of a run that takes no events. */
  public static final EventTally NONE = new EventTally(0, 0, 0, Map.of(), 0, 0);

  public EventTally {
    fates = Map.copyOf(fates);
  }

  /** How many events had a fate. */
  public int count(EventFate fate) {
    return fates.getOrDefault(fate, 0);
  }

  /** Whether something became of each event. */
  public boolean accounted() {
    return put + replayed == fates.values().stream().mapToInt(Integer::intValue).sum();
  }
}
