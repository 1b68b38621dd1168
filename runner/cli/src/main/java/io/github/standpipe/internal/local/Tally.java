package io.github.standpipe.internal.local;

/**
 * The counts of a run so far. A message that was received twice counts once, by its id; deliveries
 * count each receive.
 *
 * @param sent messages that the run sent
 * @param messages messages that the run sent or received
 * @param deliveries receives, including repeated ones
 * @param filtered messages that the filter rejected
 * @param discarded messages that the enrichment dropped, and those of batches that it emptied
 * @param delivered messages whose execution was accepted
 * @param enriched events that went into the executions
 * @param executions executions that were accepted
 * @param returned receives that ended with a return to the queue
 * @param quarantined messages that the enrichment quarantined
 * @param sentBack messages that did not fit into an answer and went back to the queue as new ones
 */
public record Tally(
    int sent,
    int messages,
    int deliveries,
    int filtered,
    int discarded,
    int delivered,
    int enriched,
    int executions,
    int returned,
    int quarantined,
    int sentBack) {

  /** A tally without messages that went back to the queue as new ones. */
  public Tally(
      int sent,
      int messages,
      int deliveries,
      int filtered,
      int discarded,
      int delivered,
      int enriched,
      int executions,
      int returned,
      int quarantined) {
    this(
        sent,
        messages,
        deliveries,
        filtered,
        discarded,
        delivered,
        enriched,
        executions,
        returned,
        quarantined,
        0);
  }

  /** The number of finished messages. */
  public int settled() {
    return filtered + discarded + delivered + quarantined + sentBack;
  }
}
