package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;

/** The envelope in which a function quarantines a record. */
final class QuarantinedRecord {

  private QuarantinedRecord() {}

  static boolean isEnvelope(JsonNode value) {
    return value.path("reason").isTextual()
        && value.path("stage").isTextual()
        && (value.has("record") || value.has("keys"));
  }

  /**
   * The record as it came.
   *
   * @throws Fault for an envelope that has its keys only
   */
  static ObjectNode of(JsonNode envelope) {
    if (envelope.get("record") instanceof ObjectNode record) {
      return record;
    }
    String id = envelope.path("messageId").asText();
    throw new Fault(
        "the envelope of message "
            + (id.isEmpty() ? "(no id)" : id)
            + " holds its keys only; the body is gone, see QUARANTINE_RECORD");
  }
}
