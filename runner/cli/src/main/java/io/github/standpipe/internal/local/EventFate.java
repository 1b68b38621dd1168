package io.github.standpipe.internal.local;

/** What became of an event that was put on a bus: the first of these that applies. */
public enum EventFate {
  /** At least one message of it is on the pipe's queue. */
  DELIVERED,
  /** It could not be delivered, and is on the dead-letter queue of a rule or subscriber. */
  DEAD_LETTERED,
  /** It could not be delivered, not even to a dead-letter queue. */
  LOST,
  /** The behaviour of AWS is an open question. */
  UNDECIDED,
  /** It went only to other targets, which a run shows without calling them. */
  ELSEWHERE,
  /** No rule or subscriber matches it, or its bus is not in the template. */
  UNMATCHED,
  /** The bus rejected it. */
  REFUSED,
  /** The bus treated it as a duplicate of another. */
  DEDUPLICATED
}
