package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.sqs.SqsMessage;
import io.github.standpipe.sqs.SqsQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** An SQS queue; an envelope that is too large for it goes without its trace, or by its keys. */
record SqsQuarantine(SqsQueue queue, String name, int maximumSize) implements Quarantine {

  static SqsQuarantine of(String url, Environment environment) {
    String name = url.substring(url.lastIndexOf('/') + 1);
    int size = environment.number("QUARANTINE_MAX_BYTES", SqsQueue.MAXIMUM_SIZE);
    try {
      return new SqsQuarantine(SqsQueue.of(url, environment.variables()), name, size);
    } catch (IllegalArgumentException e) {
      throw new Fault(
          "the quarantine queue",
          e.getMessage() + "; set QUARANTINE_QUEUE_URL, and AWS_ENDPOINT_URL_SQS if any, to one");
    }
  }

  @Override
  public void take(List<ObjectNode> envelopes) {
    try {
      queue.send(envelopes.stream().map(this::message).toList());
    } catch (IOException e) {
      String why = e.getMessage() == null ? "" : ": " + e.getMessage();
      throw new Fault("queue " + name, e.getClass().getSimpleName() + why);
    }
  }

  private SqsMessage message(ObjectNode envelope) {
    String text = text(envelope);
    if (isTooLarge(text)) {
      text = text(QuarantineEnvelope.redacted(envelope));
    }
    if (isTooLarge(text)) {
      text = text(QuarantineEnvelope.byKeys(envelope));
    }
    return new SqsMessage(id(envelope), envelope.path("function").asText(), text);
  }

  private boolean isTooLarge(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length > maximumSize;
  }

  /** Two records must never be taken for repeats, so only a message id counts. */
  private static String id(ObjectNode envelope) {
    String held = envelope.has("record") ? "record" : "keys";
    String id = envelope.path(held).path("messageId").asText();
    return id.matches("[!-~]{1,128}") ? id : UUID.randomUUID().toString();
  }

  /** SQS takes no U+FFFE and U+FFFF; JSON can do without them. */
  private static String text(ObjectNode envelope) {
    return Json.text(envelope).replace("\uFFFE", "\\uFFFE").replace("\uFFFF", "\\uFFFF");
  }
}
