package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Recorded messages, in any of the formats that tools print.
 *
 * <p>Each becomes a record in the shape of Pipes, {@code {"messageId": "...", "body": "...",
 * "attributes": {...}, "messageAttributes": {...}}}, in which only the body is guaranteed.
 *
 * @param forms the formats that were recognised
 * @param messages the messages, in the text's order
 * @param isArray whether they are the items of one array
 */
public record Capture(Set<Form> forms, List<Message> messages, boolean isArray) {
  private static final List<String> SENT = List.of("messageId", "body", "messageAttributes");
  private static final String GROUP = "MessageGroupId";

  /**
   * A message.
   *
   * @param reason why it was quarantined; empty if it was not
   * @param line the line of its text on which it begins, from 1 on; 0 if it is not from a text
   */
  public record Message(ObjectNode record, Optional<String> reason, int line) {

    /** The record as it would be received if the message were sent again, as far as it is known. */
    public ObjectNode anew() {
      ObjectNode anew = Json.object();
      for (String field : SENT) {
        if (record.has(field)) {
          anew.set(field, record.get(field));
        }
      }
      if (record.path("attributes").has(GROUP)) {
        anew.putObject("attributes").set(GROUP, record.path("attributes").get(GROUP));
      }
      return anew;
    }
  }

  /** A format of messages. */
  public enum Form {
    /** {@code {"Messages": [{"MessageId": ..., "Body": ...}]}}, as the AWS CLI prints them. */
    RECEIVED("received messages"),
    /** {@code {"Records": [{"messageId": ..., "body": ...}]}}, an event of Lambda. */
    LAMBDA_EVENT("a Lambda event"),
    /** Records as Pipes hands them on, alone or in an array. */
    RECORDS("records of a pipe"),
    /** Log records of a pipe with execution data. */
    PIPE_LOG("a pipe's log"),
    /** The messages that an enrichment function sends to a quarantine queue. */
    QUARANTINED("quarantine envelopes"),
    /** Anything else is the body of one message. */
    BODY("message bodies");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public Capture {
    forms = Set.copyOf(forms);
    messages = List.copyOf(messages);
  }

  /** The same with each JSON body in compact form, easy to parse again. */
  public Capture compact() {
    return new Capture(forms, messages.stream().map(Capture::compact).toList(), isArray);
  }

  private static Message compact(Message message) {
    JsonNode json = message.record.size() == 1 ? parsed(body(message)) : null;
    return json == null || !json.isContainerNode()
        ? message
        : new Message(Json.object().put("body", Json.text(json)), message.reason, message.line);
  }

  /** The messages' records. */
  public List<ObjectNode> records() {
    return messages.stream().map(Message::record).toList();
  }

  /**
   * Converts received records, including quarantine envelopes.
   *
   * @param where the queue's name in messages
   * @throws Fault if one is an envelope without its record
   */
  public static Capture of(List<ObjectNode> received, String where) {
    CapturedMessages messages = new CapturedMessages();
    try {
      received.forEach(messages::received);
      return messages.all();
    } catch (Fault e) {
      throw e.at(where);
    }
  }

  /**
   * Reads messages: one JSON value, or several in sequence, for example one per line (a log line
   * may begin with a time); any other text is the body of one message. A body is the text as it is
   * written: JSON without surrounding whitespace, other text without one final line break.
   *
   * @param where the file's name in messages
   * @throws Fault if there is no message, or the body of one was cut off or left out
   */
  public static Capture read(String text, String where) {
    CapturedMessages messages = new CapturedMessages();
    try {
      if (!text.isBlank()) {
        List<TextPart> parts = PartsOfText.of(text);
        JsonNode only = parts.getFirst().json();
        if (parts.size() == 1 && only != null && only.isArray() && only.isEmpty()) {
          throw new Fault("holds an empty array; a batch has at least one record");
        }
        parts.forEach(part -> add(part, messages));
      }
      return messages.all();
    } catch (Fault e) {
      throw e.at(where);
    }
  }

  /**
   * Reads the messages in one JSON value, of a line that holds nothing else.
   *
   * @param text the value as it is written
   * @throws Fault for a value without a message, without the file's name
   */
  public static Capture of(JsonNode value, String text) {
    if (value.isArray() && value.isEmpty()) {
      throw new Fault("holds an empty array; a batch has at least one record");
    }
    CapturedMessages messages = new CapturedMessages();
    messages.add(new TextPart(value, text, 1));
    return messages.all();
  }

  /** Whether a JSON value is a record of a pipe's log, which is read together with the others. */
  public static boolean isLogged(JsonNode value) {
    return PipeLog.isRecord(value);
  }

  private static void add(TextPart part, CapturedMessages messages) {
    if (part.json() == null) {
      UnreadOutput.refuse(part.text());
    }
    messages.add(part);
  }

  /**
   * Reads a single line on its own.
   *
   * @throws Fault for a line that looks like a part of a longer message
   */
  public static Capture line(String line, String where) {
    if (parsed(line) == null && OutputsInText.isBegun(line)) {
      throw new Fault(
          where,
          "begins a JSON value that continues after the line, and looks like a part of a message;"
              + " write one message per line, or pass --lines to send each line as it is");
    }
    return read(line, where);
  }

  /** Whether a line is a JSON object or array. */
  public static boolean isJsonLine(String line) {
    JsonNode json = parsed(line);
    return json != null && json.isContainerNode();
  }

  /** The message id of a received record, or of the record in its envelope. */
  public static String messageId(ObjectNode received) {
    JsonNode body = parsed(received.path("body").asText());
    String own = received.path("messageId").asText();
    if (body == null || !QuarantinedRecord.isEnvelope(body)) {
      return own;
    }
    return Stream.of("/record/messageId", "/messageId", "/event/metadata/messageId")
        .map(place -> body.at(place).asText())
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElse(own);
  }

  /** Whether it is one text of several lines, which may be messages or parts of one. */
  public boolean isSeveralLines() {
    return isOneBody() && lines() > 1 && parsed(body(messages.getFirst())) == null;
  }

  /** Whether each message is a body on its own line. */
  public boolean isBodyALine() {
    return forms.equals(Set.of(Form.BODY))
        && messages.stream().noneMatch(message -> body(message).contains("\n"));
  }

  private boolean isOneBody() {
    return forms.equals(Set.of(Form.BODY)) && messages.size() == 1;
  }

  private long lines() {
    return body(messages.getFirst()).lines().count();
  }

  private static String body(Message message) {
    return message.record.path("body").asText();
  }

  /** The recognised format in words: {@code one message body}, {@code 3 records}. */
  public String describe() {
    if (isOneBody()) {
      return "one message body" + (isSeveralLines() ? ", a text of " + lines() + " lines" : "");
    }
    if (forms.equals(Set.of(Form.BODY))) {
      return messages.size() + " message bodies";
    }
    if (!forms.equals(Set.of(Form.RECORDS))) {
      return form();
    }
    return isArray
        ? "an array of records"
        : messages.size() == 1 ? "one record" : messages.size() + " records";
  }

  /** The recognised formats in words. */
  public String form() {
    return EnumSet.copyOf(forms).stream().map(Form::toString).collect(Collectors.joining(", "));
  }

  static @Nullable JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      return null; // not JSON, so it is read as text
    }
  }

  static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
