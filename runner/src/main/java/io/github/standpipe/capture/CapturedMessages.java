package io.github.standpipe.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.capture.Capture.Form;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects messages from JSON values, each of which is told by its shape. */
final class CapturedMessages {
  private final Set<Form> forms = EnumSet.noneOf(Form.class);
  private final List<Capture.Message> messages = new ArrayList<>();
  private final PipeLog log = new PipeLog();

  /** Adds what a value holds; a value of no known shape is a message's body. */
  void add(JsonNode value) {
    Form form = form(value);
    if (form != Form.BODY) {
      forms.add(form);
    }
    switch (form) {
      case RECEIVED -> received(value);
      case LAMBDA_EVENT -> value.get("Records").forEach(this::record);
      case RECORDS -> record(value);
      case PIPE_LOG -> log.add(value);
      case QUARANTINED -> messages.add(QuarantinedRecord.of(value));
      case BODY -> unknown(value);
    }
  }

  void body(String text) {
    forms.add(Form.BODY);
    add(Json.object().put("body", text));
  }

  Capture all() {
    log.batches().forEach(this::record);
    if (messages.isEmpty()) {
      throw new Fault("holds no message; give what was received, logged or quarantined");
    }
    return new Capture(forms, messages);
  }

  private static Form form(JsonNode value) {
    if (value.path("Messages").isArray() || isReceived(value)) {
      return Form.RECEIVED;
    }
    if (isRecord(value.path("Records").path(0))) {
      return Form.LAMBDA_EVENT;
    }
    if (PipeLog.isRecord(value)) {
      return Form.PIPE_LOG;
    }
    if (QuarantinedRecord.isEnvelope(value)) {
      return Form.QUARANTINED;
    }
    return isRecord(value) ? Form.RECORDS : Form.BODY;
  }

  private static boolean isReceived(JsonNode value) {
    return value.path("MessageId").isTextual() && value.path("Body").isTextual();
  }

  private static boolean isRecord(JsonNode value) {
    return value.path("messageId").isTextual() && value.has("body");
  }

  private void received(JsonNode value) {
    List<JsonNode> messages =
        value.has("Messages") ? Capture.items(value.get("Messages")) : List.of(value);
    messages.forEach(message -> record(ReceivedMessage.record(message)));
  }

  /** A record as it was received. */
  void received(ObjectNode record) {
    forms.add(Form.RECEIVED);
    record(record);
  }

  private void add(ObjectNode record) {
    messages.add(new Capture.Message(record, Optional.empty()));
  }

  /** A record; the envelope of a quarantined one is taken off. */
  private void record(JsonNode record) {
    JsonNode body = Capture.parsed(record.path("body").asText());
    if (body != null && QuarantinedRecord.isEnvelope(body)) {
      forms.add(Form.QUARANTINED);
      messages.add(QuarantinedRecord.of(body));
    } else if (record instanceof ObjectNode object) {
      add(object);
    } else {
      throw new Fault("holds " + Json.kind(record) + " among its messages");
    }
  }

  /** An array of things that are known, what CloudWatch Logs prints, or a body. */
  private void unknown(JsonNode value) {
    if (InsightsExport.isExport(value)) {
      InsightsExport.records(value).forEach(this::add);
    } else if (value.isArray() && !value.isEmpty() && form(value.get(0)) != Form.BODY) {
      value.forEach(this::add);
    } else if (value.path("events").path(0).path("message").isTextual()) {
      value.get("events").forEach(event -> logged(event.path("message").asText()));
    } else {
      body(Json.text(value));
    }
  }

  private void logged(String message) {
    JsonNode value = Capture.parsed(message);
    if (value != null && PipeLog.isRecord(value)) {
      add(value);
    }
  }
}
