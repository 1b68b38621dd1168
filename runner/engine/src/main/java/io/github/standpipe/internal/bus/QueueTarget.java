package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.pipe.Warning;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A queue as a target.
 *
 * @param known whether the template declares it, so that its kind is known
 * @param contentBased whether a FIFO queue deduplicates by content
 */
record QueueTarget(String arn, boolean known, boolean fifo, boolean contentBased) {
  private static final int MOST_BYTES = 1_048_576;

  /** A queue that the template does not declare. */
  static QueueTarget outside(String arn) {
    return new QueueTarget(arn, false, arn.endsWith(".fifo"), true);
  }

  /** How SQS handles a message (rule {@code bus-queue}). */
  Arrival take(SentMessage message) {
    Optional<String> refusal = refusal(message);
    if (refusal.isPresent()) {
      return new Arrival.Undelivered(
          DeliveryFailure.atOnce("INVALID_PARAMETER", refusal.get()), Optional.empty());
    }
    if (message.body().isEmpty()) {
      return new Arrival.Open(
          new Warning("bus-queue", arn + ": the body is empty, which SQS rejects"));
    }
    Map<String, String> attributes = new TreeMap<>();
    message.group().ifPresent(group -> attributes.put("MessageGroupId", group));
    if (fifo) {
      message.deduplicationId().ifPresent(id -> attributes.put("MessageDeduplicationId", id));
    }
    return new Arrival.Queued(
        new QueueMessage(arn, message.body(), attributes, message.attributes()));
  }

  private Optional<String> refusal(SentMessage message) {
    if (message.body().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return Optional.of("the body has more than 1048576 bytes, which SQS rejects");
    }
    if (fifo && message.group().isEmpty()) {
      return Optional.of("the queue is FIFO; give a MessageGroupId");
    }
    if (fifo && !contentBased && message.deduplicationId().isEmpty()) {
      return Optional.of(
          "the queue is FIFO; set ContentBasedDeduplication or give a deduplication id");
    }
    return Optional.empty();
  }
}
