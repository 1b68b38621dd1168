package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.BusTrace.Delivery;
import io.github.standpipe.internal.bus.BusTrace.Route;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An SNS topic and the subscriptions of queues. */
record SnsTopic(
    String arn,
    boolean fifo,
    boolean contentBased,
    Listeners<Subscription, Publication> subscriptions) {
  private static final int MOST_ATTRIBUTES = 10;

  /**
   * A subscription.
   *
   * @param deadLetters the ARN of the queue for what cannot be delivered
   */
  record Subscription(
      String where,
      String endpoint,
      boolean raw,
      Optional<SnsFilterPolicy> policy,
      Optional<String> deadLetters) {}

  /**
   * Checks a message.
   *
   * @throws Fault for a message that Publish rejects
   */
  void check(Publication publication) {
    if (fifo && publication.group().isEmpty()) {
      throw new Fault(
          arn, "Invalid parameter: The MessageGroupId parameter is required for FIFO topics");
    }
    if (fifo && !contentBased && publication.deduplicationId().isEmpty()) {
      throw new Fault(
          arn,
          "Invalid parameter: The topic should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
  }

  /**
   * Publishes a message (rules {@code sns-envelope} and {@code sns-raw}).
   *
   * @throws Fault for what Publish refuses
   */
  BusTrace publish(Publication publication, Destinations destinations, Hops hops) {
    check(publication);
    String id = hops.around().id();
    return BusTrace.of(
        "topic " + Arn.name(arn),
        subscriptions.routes(
            publication, subscription -> route(subscription, publication, id, destinations, hops)));
  }

  private Route route(
      Subscription to, Publication publication, String id, Destinations destinations, Hops hops) {
    Decision decision = decide(to.policy(), publication);
    if (!(decision instanceof Decision.Passed)) {
      return new Route(to.where(), decision, List.of(), List.of());
    }
    SentMessage outgoing = outgoing(to, publication, id, hops.around());
    Arrival arrival = arrive(to, publication, outgoing, destinations, hops);
    return new Route(
        to.where(),
        decision,
        List.of(new Delivery(to.endpoint(), to.endpoint(), arrival, List.of())),
        List.of());
  }

  /** Whether a subscription takes a message. */
  static Decision decide(Optional<SnsFilterPolicy> policy, Publication publication) {
    if (policy.isEmpty()) {
      return new Decision.Passed(List.of());
    }
    return policy
        .get()
        .subject(publication)
        .map(subject -> policy.get().pattern().explain(subject))
        .<Decision>map(why ->
            why.matches() ? new Decision.Passed(List.of(why)) : new Decision.Rejected(List.of(why)))
        .orElseGet(() ->
            new Decision.Off(
                "its policy applies to the body, but the message is not a JSON object"));
  }

  private static Arrival arrive(
      Subscription to,
      Publication publication,
      SentMessage outgoing,
      Destinations destinations,
      Hops hops) {
    Optional<DeliveryFailure> failure = hops.around().failures().apply(to.endpoint());
    if (failure.isPresent()) {
      return undelivered(to, outgoing, failure.get());
    }
    if (to.raw() && publication.attributes().size() > MOST_ATTRIBUTES) {
      return undelivered(
          to,
          outgoing,
          DeliveryFailure.atOnce(
              "client error", "SQS accepts 10 attributes, but raw delivery passes on more"));
    }
    return switch (destinations.send(to.endpoint(), outgoing, hops.next())) {
      case Arrival.Undelivered(DeliveryFailure why, var letter) -> undelivered(to, outgoing, why);
      case Arrival arrived -> arrived;
    };
  }

  /** A dead letter has the form of the message (rule {@code sns-dead-letter}). */
  private static Arrival undelivered(
      Subscription to, SentMessage outgoing, DeliveryFailure failure) {
    return new Arrival.Undelivered(
        failure,
        to.deadLetters()
            .map(queue ->
                new QueueMessage(queue, outgoing.body(), Map.of(), outgoing.attributes())));
  }

  private SentMessage outgoing(
      Subscription to, Publication publication, String id, Surroundings around) {
    SentMessage outgoing =
        to.raw()
            ? SentMessage.of(publication.message()).withAttributes(recorded(publication))
            : SentMessage.of(Json.text(envelope(publication, id, around)));
    return outgoing
        .inGroup(publication.group())
        .deduplicatedBy(
            fifo
                ? publication
                    .deduplicationId()
                    .or(() -> Optional.of(Digests.sha256(publication.message())))
                : Optional.empty());
  }

  private static ObjectNode recorded(Publication publication) {
    ObjectNode attributes = Json.object();
    publication
        .attributes()
        .properties()
        .forEach(one -> {
          String type = one.getValue().path("Type").asText();
          attributes.set(
              one.getKey(),
              Json.object()
                  .put(
                      type.startsWith("Binary") ? "binaryValue" : "stringValue",
                      one.getValue().path("Value").asText())
                  .put("dataType", type));
        });
    return attributes;
  }

  private ObjectNode envelope(Publication publication, String id, Surroundings around) {
    ObjectNode envelope = Json.object().put("Type", "Notification").put("MessageId", id);
    if (fifo) {
      envelope.put("SequenceNumber", "10000000000000000000");
    }
    envelope.put("TopicArn", arn);
    publication.subject().ifPresent(subject -> envelope.put("Subject", subject));
    envelope.put("Message", publication.message());
    envelope.put(
        "Timestamp", Digests.millis(around.clock().instant().truncatedTo(ChronoUnit.MILLIS)));
    if (!fifo) {
      envelope.put("SignatureVersion", "1").put("Signature", "EXAMPLE");
      envelope.put(
          "SigningCertURL", "https://sns." + around.region() + ".amazonaws.com/example.pem");
    }
    envelope.put(
        "UnsubscribeURL",
        "https://sns."
            + around.region()
            + ".amazonaws.com/?Action=Unsubscribe&SubscriptionArn="
            + arn);
    if (!publication.attributes().isEmpty()) {
      envelope.set("MessageAttributes", publication.attributes());
    }
    return envelope;
  }
}
