package io.github.standpipe.local;

/** What became of an event that was put on a bus; the first of these that holds. */
public enum EventFate {
  /** At least one message of it is on the pipe's queue. */
  DELIVERED,
  /** It could not be delivered, and is on the dead-letter queue of a rule or subscriber. */
  DEAD_LETTERED,
  /** It could not be delivered, and no dead-letter queue took it. */
  LOST,
  /** What AWS does with it is an open question. */
  UNDECIDED,
  /** It went to other targets alone, which a run shows and does not reach. */
  ELSEWHERE,
  /** No rule or subscriber takes it, or its bus is not in the template. */
  UNMATCHED,
  /** The bus did not take it. */
  REFUSED,
  /** The bus took it for a repeat of another. */
  DEDUPLICATED
}
