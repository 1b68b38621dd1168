package io.github.standpipe.enrich;

import io.github.standpipe.json.Fault;
import java.util.List;

/**
 * What a verdict means for its record, and for its batch: in a pipe a record that fails returns the
 * whole batch, and its healthy neighbours come closer to the dead-letter queue with it. So a batch
 * does not return for a failure once any of its records was received often enough.
 *
 * @param quarantines whether there is a quarantine queue
 * @param maxReceives the receive from which on a batch does not return for a failure, without the
 *     receives that were in vain
 * @param queueReceives the receive from which on it does not in any case
 * @param memory the receives that were in vain
 */
record Policy(boolean quarantines, int maxReceives, int queueReceives, FaultMemory memory) {
  private static final String QUEUE = "QUEUE_MAX_RECEIVES";
  private static final int STANDARD = 3;

  static Policy in(Environment environment, boolean quarantines) {
    int receives = environment.number("MAX_RECEIVES", STANDARD);
    int next = receives == Integer.MAX_VALUE ? receives : receives + 1;
    int queue = environment.number(QUEUE, next);
    if (queue < receives) {
      throw new Fault(
          "environment variable " + QUEUE,
          "is '"
              + queue
              + "', but MAX_RECEIVES is "
              + receives
              + "; write the queue's maxReceiveCount, and a lower MAX_RECEIVES");
    }
    return new Policy(quarantines, receives, queue, new FaultMemory());
  }

  /** The same, with an empty memory. */
  Policy anew() {
    return new Policy(quarantines, maxReceives, queueReceives, new FaultMemory());
  }

  /** Settles the verdicts on the records of a batch, which returns as a whole if one returns. */
  void settle(List<Item> batch) {
    boolean due = mayReturn(batch) && batch.stream().anyMatch(this::isDue);
    boolean last = due && batch.stream().anyMatch(item -> isLast(item) && !item.isRetried());
    for (Item item : batch) {
      if (last && quarantines && item.isRetried()) {
        item.spareOthers();
      } else {
        item.judge(settled(item, due));
      }
    }
  }

  /** Settles the verdict on a record that returns by itself, and with those behind it. */
  void settle(Item item, List<Item> behind) {
    boolean due = mayReturn(item) && (isDue(item) || behind.stream().anyMatch(this::isDue));
    item.judge(settled(item, due));
  }

  /** A loop, because every batch passes here, and hardly any of them returns. */
  private static boolean mayReturn(List<Item> batch) {
    for (Item item : batch) {
      if (mayReturn(item)) {
        return true;
      }
    }
    return false;
  }

  /** Only then does it matter how often a record was received, which takes time to read. */
  private static boolean mayReturn(Item item) {
    return item.isRetried() || item.verdict() instanceof Verdict.Fail;
  }

  private boolean isDue(Item item) {
    return item.receives() - memory.of(item) >= maxReceives || isLast(item);
  }

  private boolean isLast(Item item) {
    return item.receives() >= queueReceives;
  }

  /** The verdict as one of emit, drop, quarantine and retry. */
  private Verdict settled(Item item, boolean due) {
    if (item.verdict() instanceof Verdict.Emit emit) {
      return emit; // by far the most frequent one, and a switch on types is slow
    }
    return switch (item.verdict()) {
      case Verdict.Emit emit -> emit;
      case Verdict.Drop drop -> drop;
      case Verdict.Retry retry -> retry;
      case Verdict.Quarantine(String reason) -> quarantine(reason, true);
      case Verdict.Fail(String reason) -> quarantine(reason, due);
    };
  }

  private Verdict quarantine(String reason, boolean due) {
    return quarantines && due ? new Verdict.Quarantine(reason) : new Verdict.Retry(reason);
  }
}
