package io.github.standpipe.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Messages that somebody wrote down, in any of the shapes that tools print.
 *
 * <p>Each becomes a record in the shape of Pipes, {@code {"messageId": "...", "body": "...",
 * "attributes": {...}, "messageAttributes": {...}}}, of which only the body is sure to be there.
 *
 * @param forms what the text was taken for
 * @param messages the messages, in the text's order
 * @param isArray whether they are the items of one array
 */
public record Capture(Set<Form> forms, List<Message> messages, boolean isArray) {

  /**
   * A message.
   *
   * @param reason why it was quarantined, where it was
   * @param line where it begins in its text, from 1 on; 0 if it is of no text
   */
  public record Message(ObjectNode record, Optional<String> reason, int line) {}

  /** A shape of messages. */
  public enum Form {
    /** {@code {"Messages": [{"MessageId": ..., "Body": ...}]}}, as the AWS CLI receives them. */
    RECEIVED("received messages"),
    /** {@code {"Records": [{"messageId": ..., "body": ...}]}}, an event of Lambda. */
    LAMBDA_EVENT("a Lambda event"),
    /** Records as Pipes hands them on, alone or in an array. */
    RECORDS("records of a pipe"),
    /** Log records of a pipe with execution data. */
    PIPE_LOG("a pipe's log"),
    /** What an enrichment function sends to a quarantine queue. */
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

  /** The same with each body that is a JSON object or array without blanks, easy to read again. */
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
   * Takes records that were received, quarantine envelopes among them.
   *
   * @param where the queue to name in messages
   * @throws Fault where one is an envelope without its record
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
   * Reads messages: one JSON value, or several one after the other, such as one a line, where a
   * line of a log may have a time before it; any other text is the body of one message. A body is
   * the text as it is written: of JSON without the blanks around it, of other text without one line
   * break at its end.
   *
   * @param where the file to name in messages
   * @throws Fault where there is no message, and for one whose body was cut off or left out
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

  private static void add(TextPart part, CapturedMessages messages) {
    if (part.json() == null) {
      UnreadOutput.refuse(part.text());
    }
    messages.add(part);
  }

  /**
   * Reads a line that stands for itself, as it comes.
   *
   * @throws Fault for one that looks like a piece of a longer message
   */
  public static Capture line(String line, String where) {
    if (parsed(line) == null && OutputsInText.isBegun(line)) {
      throw new Fault(
          where,
          "begins a JSON value that goes on behind the line, and looks like a piece of a message;"
              + " give a message a line, or pass --lines to send each line as it is");
    }
    return read(line, where);
  }

  /** Whether a line is a JSON object or array. */
  public static boolean isJsonLine(String line) {
    JsonNode json = parsed(line);
    return json != null && json.isContainerNode();
  }

  /** The id of the message that a received record is, or is an envelope of. */
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

  /** Whether it is one text of several lines, which may be messages, or pieces of one. */
  public boolean isSeveralLines() {
    return isOneBody() && lines() > 1 && parsed(body(messages.getFirst())) == null;
  }

  /** Whether each message is a body that stands on a line. */
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

  /** What the text was taken for, in words: {@code one message body}, {@code 3 records}. */
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

  /** What the messages were taken for, in words. */
  public String form() {
    return EnumSet.copyOf(forms).stream().map(Form::toString).collect(Collectors.joining(", "));
  }

  static @Nullable JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      return null; // no JSON: its reader takes it as text
    }
  }

  static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
