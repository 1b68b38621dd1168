package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import java.util.Optional;

/** The envelope in which a function quarantines a record. */
final class QuarantinedRecord {

  private QuarantinedRecord() {}

  static boolean isEnvelope(JsonNode value) {
    return isOfExecution(value) || isOfRecord(value);
  }

  /** What a state machine sends to quarantine: the event that an execution failed on, no record. */
  private static boolean isOfExecution(JsonNode value) {
    return value.path("reason").isTextual()
        && value.path("stage").asText().equals("execution")
        && value.path("execution").isTextual();
  }

  private static boolean isOfRecord(JsonNode value) {
    return value.path("reason").isTextual()
        && value.path("stage").isTextual()
        && value.path("function").isTextual()
        && (value.has("record") || value.has("keys"));
  }

  /**
   * The record as it came.
   *
   * @throws Fault for an envelope that has not the whole message
   */
  static Capture.Message of(JsonNode envelope) {
    if (isOfExecution(envelope)) {
      throw new Fault(
          "the envelope of the execution "
              + envelope.path("execution").asText()
              + " holds the event that it failed on, and no message of the queue; start the state"
              + " machine again with [event], or redrive the execution");
    }
    JsonNode record = envelope.path("record");
    if (record instanceof ObjectNode object
        && record.path("messageId").isTextual()
        && record.path("body").isTextual()) {
      return new Capture.Message(object, Optional.of(envelope.path("reason").asText()));
    }
    String id = envelope.path("messageId").asText();
    throw new Fault(
        "the envelope of message "
            + (id.isEmpty() ? "(no id)" : id)
            + (record.isMissingNode()
                ? " holds its keys only; the body is gone, see QUARANTINE_RECORD"
                : " holds what the enrichment's InputTemplate made of it; the message is gone"));
  }
}
