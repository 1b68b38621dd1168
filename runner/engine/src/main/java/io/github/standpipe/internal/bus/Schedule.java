package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Delivery;
import io.github.standpipe.internal.bus.BusTrace.Route;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A schedule of EventBridge Scheduler and its one target (rule {@code schedule-input}).
 *
 * @param target the queue, or {@link #UNIVERSAL}
 * @param input the string that is sent; it need not be JSON
 */
public record Schedule(
    String name,
    String arn,
    String where,
    boolean enabled,
    String target,
    Optional<String> input,
    Optional<String> group,
    Optional<String> deadLetters) {
  /** The target whose input is a complete SQS request. */
  static final String UNIVERSAL = ":scheduler:::aws-sdk:sqs:sendMessage";

  BusTrace fire(Destinations destinations, Map<String, String> queuesByUrl, Hops hops) {
    String on = "schedule " + name;
    if (!enabled) {
      return new BusTrace(
          on,
          List.of(
              new Route(where, new Decision.Off("its State is DISABLED"), List.of(), List.of())));
    }
    Arrival arrival =
        input
            .map(text -> send(filled(text, hops.around()), destinations, queuesByUrl, hops))
            .orElseGet(() ->
                new Arrival.Open(
                    new Warning(
                        "V14",
                        where + ": has no Input, and what is sent in that case is unsettled")));
    return new BusTrace(
        on,
        List.of(
            new Route(
                where,
                new Decision.Passed(List.of()),
                List.of(new Delivery(target, target, arrival, List.of())),
                List.of())));
  }

  private Arrival send(
      String text, Destinations destinations, Map<String, String> queuesByUrl, Hops hops) {
    boolean universal = target.endsWith(UNIVERSAL);
    JsonNode request = universal ? request(text) : Json.object();
    String url = request.path("QueueUrl").asText();
    String queue = universal ? queuesByUrl.getOrDefault(url, url) : target;
    String body = universal ? request.path("MessageBody").asText() : text;
    Optional<String> inGroup =
        request.hasNonNull("MessageGroupId")
            ? Optional.of(request.get("MessageGroupId").asText())
            : group;
    Optional<DeliveryFailure> failure = hops.around().failures().apply(queue);
    Arrival arrival =
        failure.isPresent()
            ? new Arrival.Undelivered(failure.get(), Optional.empty())
            : destinations.send(queue, SentMessage.of(body).inGroup(inGroup), hops);
    return arrival instanceof Arrival.Undelivered(DeliveryFailure why, var letter)
        ? new Arrival.Undelivered(why, deadLetter(text, why, hops.around()))
        : arrival;
  }

  /** The ARN of the queue that it sends to, as far as it is known. */
  String queue(Map<String, String> queuesByUrl) {
    if (!target.endsWith(UNIVERSAL) || input.isEmpty()) {
      return target;
    }
    String url = request(input.get()).path("QueueUrl").asText();
    return queuesByUrl.getOrDefault(url, url);
  }

  private JsonNode request(String text) {
    try {
      JsonNode request = Json.parse(text);
      if (request.path("MessageBody").isTextual() && request.path("QueueUrl").isTextual()) {
        return request;
      }
    } catch (JsonProcessingException e) {
      throw new Fault(where, "Input is not JSON: " + Json.reason(e));
    }
    throw new Fault(
        where, "Input has no QueueUrl and MessageBody; write both, as SendMessage does");
  }

  /** The values that Scheduler inserts, as strings (rule {@code schedule-words}). */
  private String filled(String text, Surroundings around) {
    return text.replace("<aws.scheduler.schedule-arn>", arn)
        .replace("<aws.scheduler.scheduled-time>", around.clock().instant().toString())
        .replace("<aws.scheduler.execution-id>", around.id())
        .replace("<aws.scheduler.attempt-number>", "1");
  }

  /** Rule {@code schedule-dead-letter}. */
  private Optional<QueueMessage> deadLetter(
      String text, DeliveryFailure failure, Surroundings around) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("ERROR_CODE", failure.code());
    texts.put("ERROR_MESSAGE", failure.message());
    texts.put("EXECUTION_ID", around.id());
    failure.exhausted().ifPresent(limit -> texts.put("EXHAUSTED_RETRY_CONDITION", limit));
    texts.put("IS_PAYLOAD_TRUNCATED", "false");
    texts.put("RETRY_ATTEMPTS", String.valueOf(failure.retries()));
    texts.put("SCHEDULED_TIME", around.clock().instant().toString());
    texts.put("SCHEDULE_ARN", arn);
    texts.put("TARGET_ARN", target);
    return deadLetters.map(queue -> QueueMessage.withTexts(queue, text, texts));
  }
}
