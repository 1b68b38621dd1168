package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The records that a custom event bus writes about events that it could not deliver. */
final class CustomDeadLetters {
  private static final int LONGEST_MESSAGE = 1024;

  private CustomDeadLetters() {}

  /** The record holds ids rather than the event (rule {@code custom-dead-letter}). */
  static Arrival arrival(
      Subscriber from, CustomEvent event, DeliveryFailure failure, Surroundings around) {
    return new Arrival.Undelivered(
        failure, from.deadLetters().map(queue -> letter(queue, from, event, failure, around)));
  }

  private static QueueMessage letter(
      String queue,
      Subscriber from,
      CustomEvent event,
      DeliveryFailure failure,
      Surroundings around) {
    String condition = failure.exhausted().orElse("MaximumRetryAttempts");
    String message =
        failure.message().substring(0, Math.min(failure.message().length(), LONGEST_MESSAGE));
    ObjectNode record = Json.object();
    record.put("version", "1.0").put("busArn", from.busArn());
    record.put("subscriberArn", from.arn()).put("targetArn", from.targetArn());
    record.put("errorCode", failure.code()).put("errorMessage", message);
    record.put("exhaustedRetryCondition", condition).put("retryAttempts", failure.retries());
    record
        .putArray("failedMessages")
        .addObject()
        .put("eventId", event.id())
        .put("eventGroupId", event.group().orElse(null))
        .put("deduplicationId", event.text("DeduplicationId").orElse(null))
        .put("timestamp", event.ingested().toString())
        .put("targetRequestId", around.id());
    Map<String, String> texts = new TreeMap<>();
    texts.put("ERROR_CODE", failure.code());
    texts.put("ERROR_MESSAGE", message);
    texts.put("SUBSCRIBER_ARN", from.arn());
    texts.put("TARGET_ARN", from.targetArn());
    texts.put("BUS_ARN", from.busArn());
    texts.put("EXHAUSTED_RETRY_CONDITION", condition);
    texts.put("RETRY_ATTEMPTS", String.valueOf(failure.retries()));
    QueueMessage letter = QueueMessage.withTexts(queue, Json.text(record), texts);
    Optional<String> group = from.fifo() ? event.group() : Optional.empty();
    return new QueueMessage(
        queue,
        letter.body(),
        group.map(name -> Map.of("MessageGroupId", name)).orElse(Map.of()),
        letter.messageAttributes());
  }
}
