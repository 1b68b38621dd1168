package io.github.standpipe.internal.local;

import io.github.standpipe.internal.local.BatchReport.Kind;
import io.github.standpipe.internal.local.BatchReport.Retry;
import io.github.standpipe.internal.signed.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gathers batches and hands them over, one at a time, until nothing is left to do. */
final class Poller implements Runnable {
  private static final Backoff IDLE =
      new Backoff(Duration.ofMillis(5).multipliedBy(2), Duration.ofMillis(5).multipliedBy(16));
  private static final Duration BEFORE_COUNTING_AGAIN = Duration.ofSeconds(1);

  private final LiveQueue queue;
  private final BatchGathering gathering;
  private final Handover handover;
  private final RequestRetries retries;
  private final ServerRetry patience;
  private final Halt halt;
  private final boolean drains;

  Poller(BatchGathering gathering, Handover handover, boolean drains) {
    this.gathering = gathering;
    this.handover = handover;
    this.drains = drains;
    this.queue = handover.queue();
    this.retries = handover.retries();
    this.patience = handover.patience();
    this.halt = patience.halt();
  }

  @Override
  public void run() {
    try {
      poll();
    } catch (RuntimeException | Error e) {
      halt.ask();
      throw e;
    }
  }

  private void poll() {
    int idle = 0;
    while (!halt.asked()) {
      List<ReceivedRecord> batch = gathering.next();
      boolean more = !batch.isEmpty() && take(batch);
      if (!more && drains && drained()) {
        return;
      }
      idle = batch.isEmpty() ? idle + 1 : 0;
      if (idle > 0) {
        halt.await(IDLE.pause(idle));
      }
    }
  }

  /** Whether there may be more to do. */
  private boolean take(List<ReceivedRecord> batch) {
    Optional<Retry> retry = handover.take(batch).retry();
    if (retry.isPresent() && queue.fifo()) {
      // messages behind a returned message of a group must not overtake it
      retries.release(gathering.forget());
    }
    boolean abandoned = retry.isPresent() && retry.get().kind() == Kind.LEFT;
    return abandoned ? queue.fifo() && !retries.hopeless() : !handover.ledger().sentAreDone();
  }

  /**
   * An external server counts approximately: if only the server knows what is left, it is asked
   * twice.
   */
  private boolean drained() {
    if (!empty()) {
      return false;
    }
    if (queue.embedded() || handover.ledger().sentAreDone()) {
      return true;
    }
    halt.await(BEFORE_COUNTING_AGAIN);
    return empty();
  }

  /** Whether only abandoned messages are left, and on a FIFO queue those behind them. */
  private boolean empty() {
    Depth depth = patience.ask(queue::measured);
    int abandoned = retries.abandoned();
    return depth.delayed() == 0
        && (depth.total() <= abandoned
            || queue.fifo() && abandoned > 0 && depth.inFlight() <= abandoned);
  }
}
