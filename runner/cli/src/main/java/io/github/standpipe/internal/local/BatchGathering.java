package io.github.standpipe.internal.local;

import io.github.standpipe.pipe.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * Gathers one poller's batches as Pipes does (rule {@code source-batching}): a batch ends at {@code
 * BatchSize}, at the end of the batching window, or before 6 MB. Without a window, one receive
 * gives one batch.
 *
 * <p>The window is counted from the receive of the batch's oldest message, which stays hidden for
 * the window plus 450 seconds, so no batch outlives it.
 */
final class BatchGathering {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** The bytes of an array besides its records, and between two of them. */
  private static final int BRACKETS = 2;

  private static final int COMMA = 1;

  private final Source source;
  private final LiveQueue queue;
  private final ServerRetry patience;
  private final Halt halt;
  private final Mode mode;
  private final Deque<ReceivedRecord> kept = new ArrayDeque<>();

  /**
   * How a poller waits for messages.
   *
   * @param waitSeconds the length of the long poll
   * @param endsWhenEmpty whether a batch ends before its window if nothing is left to receive
   */
  record Mode(int waitSeconds, boolean endsWhenEmpty) {}

  BatchGathering(Source source, LiveQueue queue, ServerRetry patience, Halt halt, Mode mode) {
    this.source = source;
    this.queue = queue;
    this.patience = patience;
    this.halt = halt;
    this.mode = mode;
  }

  /** The next batch; empty if one receive returned nothing. */
  List<ReceivedRecord> next() {
    List<ReceivedRecord> batch = new ArrayList<>();
    fill(batch);
    while (batch.isEmpty() || mayGrow(batch)) {
      int before = batch.size() + kept.size();
      receive(batch);
      fill(batch);
      boolean nothing = batch.size() + kept.size() == before;
      if (nothing && (batch.isEmpty() || mode.endsWhenEmpty())) {
        break;
      }
      if (nothing) {
        halt.await(PAUSE);
      }
    }
    return batch;
  }

  /** Discards what was received but is not in a batch yet. */
  List<ReceivedRecord> forget() {
    List<ReceivedRecord> forgotten = List.copyOf(kept);
    kept.clear();
    return forgotten;
  }

  private boolean mayGrow(List<ReceivedRecord> batch) {
    return kept.isEmpty()
        && batch.size() < source.batchSize()
        && !left(batch).isZero()
        && !halt.asked();
  }

  /** The rest of the batching window. */
  private Duration left(List<ReceivedRecord> batch) {
    Instant end = batch.getFirst().at().plusSeconds(window());
    Duration left = Duration.between(InstantSource.system().instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void receive(List<ReceivedRecord> batch) {
    int most = Math.min(LiveQueue.MOST_ENTRIES, source.batchSize() - batch.size());
    int wait =
        batch.isEmpty()
            ? mode.waitSeconds()
            : (int) Math.min(mode.waitSeconds(), left(batch).toSeconds());
    patience.ask(() -> queue.receive(most, visibility(), wait)).stream()
        .map(message -> ReceivedRecord.of(message, source, InstantSource.system()))
        .forEach(kept::add);
  }

  private void fill(List<ReceivedRecord> batch) {
    int bytes = BRACKETS + batch.stream().mapToInt(m -> m.bytes() + COMMA).sum();
    while (!kept.isEmpty() && batch.size() < source.batchSize()) {
      bytes += kept.getFirst().bytes() + COMMA;
      if (!batch.isEmpty() && bytes - COMMA > Source.MAXIMUM_PAYLOAD) {
        return;
      }
      batch.add(kept.removeFirst());
    }
  }

  private int window() {
    return source.maximumBatchingWindowInSeconds().orElse(0);
  }

  /**
   * The visibility timeout of a receive, if it is not the queue's own (rule {@code return-window}).
   */
  private OptionalInt visibility() {
    return window() > 0
        ? OptionalInt.of(RequestRetries.WITH_WINDOW + window())
        : OptionalInt.empty();
  }
}
