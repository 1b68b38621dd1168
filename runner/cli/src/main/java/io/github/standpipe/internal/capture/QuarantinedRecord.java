package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import java.util.Optional;

/** The envelope in which a function quarantines a record. */
final class QuarantinedRecord {

  private QuarantinedRecord() {}

  static boolean isEnvelope(JsonNode value) {
    return isOfExecution(value) || isOfFunction(value);
  }

  /** The event that a state machine set aside: made by the pipe, without the message. */
  private static boolean isOfExecution(JsonNode value) {
    return value.has("reason")
        && value.path("stage").asText().equals("execution")
        && value.has("event")
        && (value.has("execution") || value.has("pipe"));
  }

  private static boolean isOfFunction(JsonNode value) {
    return value.path("reason").isTextual()
        && value.path("stage").isTextual()
        && value.path("function").isTextual()
        && (value.has("record") || value.has("keys"));
  }

  /**
   * The original record.
   *
   * @throws Fault for an envelope that does not hold the whole message
   */
  static Capture.Message of(JsonNode envelope) {
    if (isOfExecution(envelope)) {
      throw ofExecution(envelope);
    }
    JsonNode record = envelope.path("record");
    if (record instanceof ObjectNode object
        && record.path("messageId").isTextual()
        && record.path("body").isTextual()) {
      return new Capture.Message(object, Optional.of(reason(envelope)), 0);
    }
    String id = envelope.path("messageId").asText();
    throw new Fault(
        "the envelope of message "
            + (id.isEmpty() ? "(no id)" : id)
            + (record.isMissingNode()
                ? " holds its keys only; the body is gone, see QUARANTINE_RECORD"
                : " holds what the enrichment's InputTemplate made of it; the message is gone"));
  }

  /** A state machine that caught a timeout has an empty cause to pass on. */
  private static String reason(JsonNode envelope) {
    String reason = envelope.path("reason").asText();
    return reason.isBlank() ? "no reason was given" : reason;
  }

  private static Fault ofExecution(JsonNode envelope) {
    String execution = envelope.path("execution").asText();
    String message = envelope.at("/event/metadata/messageId").asText();
    return new Fault(
        "the envelope of a failed execution"
            + (execution.isEmpty() ? "" : " (" + execution + ")")
            + " holds the event that the pipe made, not the message"
            + (message.isEmpty() ? "" : " " + message)
            + ", so the queue cannot take it back; correct the state machine, then start an"
            + " execution with an array of its event as the input");
  }
}
