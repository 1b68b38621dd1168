package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * A dead letter of what stands in front of a queue. That of an SNS subscription has the form of the
 * message itself, and so is not one of these.
 */
public sealed interface UndeliveredMessage {

  /**
   * A rule's: the event, in place of what the rule would have sent.
   *
   * @param rule the rule's ARN
   * @param target the ARN of what did not take it
   * @param record the record without what the rule added
   */
  record OfRule(String rule, String target, String code, ObjectNode record)
      implements UndeliveredMessage {}

  /** A schedule's: its input, or the request that it was to make. */
  record OfSchedule(String schedule, String target, String code, ObjectNode record)
      implements UndeliveredMessage {

    private static final String SEND = ":aws-sdk:sqs:sendMessage";

    /**
     * What the queue would have got.
     *
     * @throws Fault for an input that was cut off, and a request to something else than a queue
     */
    public ObjectNode sent() {
      if (!target.contains(":aws-sdk:")) {
        return record;
      }
      JsonNode request = Capture.parsed(record.path("body").asText());
      if (!target.endsWith(SEND) || request == null || !request.path("MessageBody").isTextual()) {
        throw new Fault(
            "the dead letter of schedule "
                + schedule
                + " is a request to "
                + target
                + ", and not a message to a queue; there is nothing to import");
      }
      ObjectNode sent = record.deepCopy().put("body", request.get("MessageBody").asText());
      if (request.hasNonNull("MessageGroupId")) {
        ObjectNode attributes =
            sent.get("attributes") instanceof ObjectNode given
                ? given
                : sent.putObject("attributes");
        attributes.set("MessageGroupId", request.get("MessageGroupId"));
      }
      return sent;
    }
  }

  /** A subscriber's: a record of ids, without any event. */
  record OfSubscriber(String subscriber, String code, List<String> eventIds)
      implements UndeliveredMessage {

    /** Why nothing can be imported, and what to do instead. */
    public Fault refusal() {
      return new Fault(
          "the dead letter of subscriber "
              + subscriber
              + " ("
              + code
              + ") holds the ids of its events and not the events; replay them by a subscriber with"
              + " StartingPosition POINT_IN_TIME and a filter on SYSTEM_METADATA of"
              + " {\"aws:EventId\": "
              + Json.text(Json.array().addAll(ids()))
              + "}, and import what arrives");
    }

    private List<JsonNode> ids() {
      return eventIds.stream().<JsonNode>map(id -> Json.object().textNode(id)).toList();
    }
  }

  /**
   * What a record is a dead letter of; empty for any other record.
   *
   * @throws Fault for a dead letter whose payload was cut off
   */
  static Optional<UndeliveredMessage> of(ObjectNode record) {
    String code = attribute(record, "ERROR_CODE");
    String rule = attribute(record, "RULE_ARN");
    String schedule = attribute(record, "SCHEDULE_ARN");
    JsonNode body = Capture.parsed(record.path("body").asText());
    if (body != null && isIdsOnly(body)) {
      return Optional.of(ofSubscriber(body));
    }
    if (code.isEmpty() || rule.isEmpty() && schedule.isEmpty()) {
      return Optional.empty();
    }
    String target = attribute(record, "TARGET_ARN");
    if (!rule.isEmpty()) {
      return Optional.of(new OfRule(rule, target, code, withoutAdded(record)));
    }
    if (attribute(record, "IS_PAYLOAD_TRUNCATED").equals("true")) {
      throw new Fault(
          "the dead letter of schedule "
              + schedule
              + " was cut off (IS_PAYLOAD_TRUNCATED); take the schedule's Input instead");
    }
    return Optional.of(new OfSchedule(schedule, target, code, withoutAdded(record)));
  }

  private static boolean isIdsOnly(JsonNode body) {
    return body.path("subscriberArn").isTextual()
        && body.path("busArn").isTextual()
        && body.path("failedMessages").isArray();
  }

  private static OfSubscriber ofSubscriber(JsonNode body) {
    return new OfSubscriber(
        body.path("subscriberArn").asText(),
        body.path("errorCode").asText("no code"),
        body.path("failedMessages")
            .valueStream()
            .map(message -> message.path("eventId").asText())
            .toList());
  }

  private static String attribute(ObjectNode record, String name) {
    return record.path("messageAttributes").path(name).path("stringValue").asText();
  }

  /** What a message of the queue does not have: the reasons, and a digest of these. */
  private static ObjectNode withoutAdded(ObjectNode record) {
    ObjectNode sent = record.deepCopy();
    if (sent.get("messageAttributes") instanceof ObjectNode attributes) {
      attributes.remove(
          List.of(
              "RULE_ARN",
              "TARGET_ARN",
              "ERROR_CODE",
              "ERROR_MESSAGE",
              "EXHAUSTED_RETRY_CONDITION",
              "RETRY_ATTEMPTS",
              "SCHEDULE_ARN",
              "SCHEDULED_TIME",
              "EXECUTION_ID",
              "IS_PAYLOAD_TRUNCATED"));
    }
    sent.remove(List.of("md5OfMessageAttributes", "md5OfBody"));
    return sent;
  }
}
