package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.Capture.Form;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.SourceRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects messages from JSON values, whose format is recognised by their shape. */
final class CapturedMessages {
  private final Set<Form> forms = EnumSet.noneOf(Form.class);
  private final List<Capture.Message> messages = new ArrayList<>();
  private final PipeLog log = new PipeLog();
  private int line;
  private boolean isArray;

  /** Adds the messages in a part of a text; a part without a known shape is a message's body. */
  void add(TextPart part) {
    line = part.line();
    JsonNode value = part.json();
    if (value == null) {
      body(part.text());
      return;
    }
    isArray = value.isArray();
    add(value, part.text());
  }

  private void add(JsonNode value, String text) {
    Form form = form(value);
    if (form != Form.BODY) {
      forms.add(form);
    }
    switch (form) {
      case RECEIVED -> received(value);
      case LAMBDA_EVENT -> value.get("Records").forEach(this::record);
      case RECORDS -> record(value);
      case PIPE_LOG -> log.add(value);
      case QUARANTINED -> add(QuarantinedRecord.of(value));
      case BODY -> unknown(value, text);
    }
  }

  private void body(String text) {
    forms.add(Form.BODY);
    add(new Capture.Message(Json.object().put("body", text), Optional.empty(), line));
  }

  Capture all() {
    log.batches().forEach(this::record);
    if (messages.isEmpty()) {
      throw new Fault(
          "does not hold a message; give the output of a receive, a log or a quarantine queue");
    }
    return new Capture(forms, messages, isArray);
  }

  /** Whether a value has no known shape. */
  static boolean isBody(JsonNode value) {
    return form(value) == Form.BODY;
  }

  private static Form form(JsonNode value) {
    if (value.path("Messages").isArray() || isReceived(value)) {
      return Form.RECEIVED;
    }
    if (isWhole(value.path("Records").path(0))) {
      return Form.LAMBDA_EVENT;
    }
    if (PipeLog.isRecord(value)) {
      return Form.PIPE_LOG;
    }
    if (QuarantinedRecord.isEnvelope(value)) {
      return Form.QUARANTINED;
    }
    return isWhole(value) || isShort(value) ? Form.RECORDS : Form.BODY;
  }

  private static boolean isReceived(JsonNode value) {
    return value.path("MessageId").isTextual() && value.path("Body").isTextual();
  }

  private static boolean isWhole(JsonNode value) {
    return value.path("messageId").isTextual() && value.has("body");
  }

  /** A record as written by hand: only fields of a record. */
  private static boolean isShort(JsonNode value) {
    return SourceBatch.isRecord(value)
        && value.properties().stream().allMatch(f -> SourceRecord.FIELDS.contains(f.getKey()));
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

  private void add(Capture.Message message) {
    messages.add(new Capture.Message(message.record(), message.reason(), line));
  }

  /** A record, without the envelope of a quarantined one. */
  private void record(JsonNode record) {
    JsonNode written = record.path("body");
    JsonNode body = written.isTextual() ? Capture.parsed(written.textValue()) : written;
    if (body != null && QuarantinedRecord.isEnvelope(body)) {
      forms.add(Form.QUARANTINED);
      add(QuarantinedRecord.of(body));
    } else if (record instanceof ObjectNode object) {
      boolean isText = written.isTextual() || written.isMissingNode();
      ObjectNode sent = isText ? object : object.deepCopy().put("body", Json.text(written));
      add(new Capture.Message(sent, Optional.empty(), line));
    } else {
      throw new Fault("holds " + Json.kind(record) + " among its messages");
    }
  }

  /** An array of values with known shapes, the output of CloudWatch Logs, or a body. */
  private void unknown(JsonNode value, String text) {
    if (InsightsExport.isExport(value)) {
      InsightsExport.records(value).forEach(record -> add(record, Json.text(record)));
    } else if (value.isArray() && !value.isEmpty() && !isBody(value.get(0))) {
      items(value);
    } else if (value.path("events").path(0).path("message").isTextual()) {
      value.get("events").forEach(event -> logged(event.path("message").asText()));
    } else {
      body(text);
    }
  }

  /** An array with a record may hold only records. */
  private void items(JsonNode array) {
    boolean records = form(array.get(0)) == Form.RECORDS;
    for (JsonNode item : array) {
      if (records && isBody(item)) {
        record(item);
      } else {
        add(item, Json.text(item));
      }
    }
  }

  private void logged(String message) {
    JsonNode value = Capture.parsed(message);
    if (value != null && PipeLog.isRecord(value)) {
      add(value, message);
    }
  }
}
