package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.sqs.SqsMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An SQS queue, to which each envelope is sent as a message.
 *
 * @param sender sends messages to the queue in batches, and fails if one is not accepted
 */
record SqsQuarantine(SqsSender sender) implements Quarantine {

  /** See {@link Quarantine#in}. */
  static Optional<Quarantine> in(Environment environment) {
    String url = environment.text("QUARANTINE_QUEUE_URL", "");
    return url.isEmpty()
        ? Optional.empty()
        : environment.quarantine().or(() -> Optional.of(of(url, environment)));
  }

  private static SqsQuarantine of(String url, Environment environment) {
    return new SqsQuarantine(
        SqsSender.of(url, environment, "the quarantine queue", "QUARANTINE_QUEUE_URL"));
  }

  @Override
  public void take(List<ObjectNode> envelopes, Deadline deadline) {
    sender.send(envelopes.stream().map(SqsQuarantine::message).toList(), "envelope", deadline);
  }

  private static SqsMessage message(ObjectNode envelope) {
    String text = QuarantineEnvelope.text(envelope);
    return new SqsMessage(id(envelope), envelope.path("function").asText(), text);
  }

  /** Two records must never be taken for duplicates, so only a message id counts. */
  private static String id(ObjectNode envelope) {
    String held = envelope.has("record") ? "record" : "keys";
    String id = envelope.path(held).path("messageId").asText();
    return id.matches("[!-~]{1,128}") ? id : UUID.randomUUID().toString();
  }
}
