package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.sqs.SqsMessage;
import io.github.standpipe.sqs.SqsQueue;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** An SQS queue, to which each envelope is sent as a message. */
record SqsQuarantine(SqsQueue queue, String name) implements Quarantine {

  static SqsQuarantine of(String url, Environment environment) {
    String name = url.substring(url.lastIndexOf('/') + 1);
    try {
      return new SqsQuarantine(SqsQueue.of(url, environment.variables()), name);
    } catch (IllegalArgumentException e) {
      throw new Fault(
          "the quarantine queue",
          e.getMessage() + "; set QUARANTINE_QUEUE_URL, and AWS_ENDPOINT_URL_SQS if any, to one");
    }
  }

  @Override
  public void take(List<ObjectNode> envelopes) {
    try {
      queue.send(envelopes.stream().map(SqsQuarantine::message).toList());
    } catch (IOException e) {
      String why = e.getMessage() == null ? "" : ": " + e.getMessage();
      throw new Fault("queue " + name, e.getClass().getSimpleName() + why);
    }
  }

  private static SqsMessage message(ObjectNode envelope) {
    String text = QuarantineEnvelope.text(envelope);
    return new SqsMessage(id(envelope), envelope.path("function").asText(), text);
  }

  /** Two records must never be taken for repeats, so only a message id counts. */
  private static String id(ObjectNode envelope) {
    String held = envelope.has("record") ? "record" : "keys";
    String id = envelope.path(held).path("messageId").asText();
    return id.matches("[!-~]{1,128}") ? id : UUID.randomUUID().toString();
  }
}
