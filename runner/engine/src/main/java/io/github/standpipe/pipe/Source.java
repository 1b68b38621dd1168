package io.github.standpipe.pipe;

import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The SQS queue a pipe reads from, and how it batches.
 *
 * @param arn the queue's ARN; a name that ends in {@code .fifo} makes it a FIFO queue
 * @param batchSize the maximum number of messages per batch, 1 to 10,000; the default of Pipes is
 *     10
 * @param maximumBatchingWindowInSeconds how long a batch may wait to fill, 0 to 300 seconds; empty
 *     if not set, which is not the same as 0 (rule {@code return-window})
 */
public record Source(String arn, int batchSize, OptionalInt maximumBatchingWindowInSeconds) {
  /** The default number of messages per batch. */
  public static final int STANDARD_BATCH_SIZE = 10;

  private static final int MOST_OF_FIFO = 10;

  /** The maximum number of bytes of one batch's payload. */
  public static final int MAXIMUM_PAYLOAD = 6 * 1024 * 1024;

  /**
   * Checks the limits (rule {@code source-batch-limits}).
   *
   * @throws Fault for a size or window that Pipes rejects
   */
  public Source {
    int window = maximumBatchingWindowInSeconds.orElse(0);
    if (batchSize < 1 || batchSize > 10_000) {
      throw new Fault("BatchSize is " + batchSize + "; write 1 to 10000");
    }
    if (window < 0 || window > 300) {
      throw new Fault("MaximumBatchingWindowInSeconds is " + window + "; write 0 to 300");
    }
    if (isFifo(arn) && (batchSize > MOST_OF_FIFO || window > 0)) {
      throw new Fault("a FIFO queue supports a BatchSize of at most 10 and no batching window");
    }
    if (batchSize > 10 && window == 0) {
      throw new Fault(
          "BatchSize is "
              + batchSize
              + " without a window; set MaximumBatchingWindowInSeconds to 1 or more");
    }
  }

  /** For a target or an enrichment that takes fewer items, Pipes lowers the default. */
  Source fitting(int items) {
    return batchSize == STANDARD_BATCH_SIZE && items < batchSize
        ? new Source(arn, items, maximumBatchingWindowInSeconds)
        : this;
  }

  /** Warns about a batch that Pipes would not collect. */
  Optional<Warning> compare(int records) {
    if (records <= batchSize) {
      return Optional.empty();
    }
    String most = fifo() && batchSize == MOST_OF_FIFO ? ", the maximum of a FIFO queue" : "";
    return Optional.of(
        new Warning(
            "source-batch-limits",
            "the batch has %d records but BatchSize is %d%s; Pipes would pass them on in %d batches"
                .formatted(records, batchSize, most, (records + batchSize - 1) / batchSize)));
  }

  /**
   * {@return whether the queue is a FIFO queue, which keeps the order of the messages of a group}
   */
  public boolean fifo() {
    return isFifo(arn);
  }

  /** {@return the region that the ARN names; empty if the ARN is incomplete} */
  public String region() {
    return Arn.region(arn);
  }

  private static boolean isFifo(String arn) {
    return arn.endsWith(".fifo");
  }
}
