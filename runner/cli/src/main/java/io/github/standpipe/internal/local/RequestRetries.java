package io.github.standpipe.internal.local;

import io.github.standpipe.internal.local.BatchReport.Kind;
import io.github.standpipe.internal.local.BatchReport.Retry;
import io.github.standpipe.pipe.Source;
import java.util.List;
import java.util.function.Predicate;

/**
 * Returns messages to their queue. They come again when their visibility timeout ends, which a run
 * on the embedded server can skip; the queue's redrive policy decides how often.
 */
final class RequestRetries {
  /** Seconds that Pipes adds to the batching window for the visibility timeout. */
  static final int WITH_WINDOW = 450;

  /** How often a message of a queue without a redrive policy returns before it is left there. */
  static final int ENOUGH = 10;

  /** The longest visibility timeout. */
  private static final int LONGEST = 43_200;

  private final LiveQueue queue;
  private final ServerRetry patience;
  private final Ledger ledger;
  private final boolean skips;
  private final int seconds;

  RequestRetries(
      LiveQueue queue, Source source, ServerRetry patience, Ledger ledger, boolean realTime) {
    this.queue = queue;
    this.patience = patience;
    this.ledger = ledger;
    this.skips = queue.embedded() && !realTime;
    int window = source.maximumBatchingWindowInSeconds().orElse(0);
    this.seconds = window > 0 ? WITH_WINDOW + window : queue.visibilityTimeout();
  }

  /** Whether waits are skipped. */
  boolean skips() {
    return skips;
  }

  Retry giveBack(List<ReceivedRecord> messages) {
    Predicate<ReceivedRecord> often =
        message -> abandons() && ledger.returns(message.id()) >= ENOUGH;
    List<ReceivedRecord> abandoned = messages.stream().filter(often).toList();
    if (skips) {
      hide(messages.stream().filter(often.negate()).toList(), 0);
      hide(abandoned, LONGEST);
    }
    Kind kind = skips ? Kind.SKIPPED : Kind.WAITS;
    return new Retry(seconds, abandoned.isEmpty() ? kind : Kind.LEFT);
  }

  /** Makes messages visible again that were received but not processed. */
  void release(List<ReceivedRecord> messages) {
    if (skips) {
      hide(messages, 0);
    }
  }

  /** The number of messages in the queue that the run no longer waits for. */
  int abandoned() {
    return abandons() ? ledger.returnedAtLeast(ENOUGH) : 0;
  }

  /** Whether a message comes again so fast that messages behind it are never received. */
  boolean hopeless() {
    return abandons() && ledger.returnedAtLeast(3 * ENOUGH) > 0;
  }

  private boolean abandons() {
    return queue.deadLetters().isEmpty();
  }

  /** An entry that fails was already visible again. */
  private void hide(List<ReceivedRecord> messages, int visibility) {
    for (List<ReceivedRecord> some : ReceivedRecord.tens(messages)) {
      patience.ask(() -> queue.hide(some, visibility));
    }
  }
}
