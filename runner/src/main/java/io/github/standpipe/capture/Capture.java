package io.github.standpipe.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import java.util.ArrayList;
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
 */
public record Capture(Set<Form> forms, List<Message> messages) {

  /**
   * A message.
   *
   * @param reason why it was quarantined, where it was
   */
  public record Message(ObjectNode record, Optional<String> reason) {}

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
   * Reads messages: one JSON value, or one a line, where a line of a log may have a time before it;
   * a text that is no JSON is the body of one message.
   *
   * @param where the file to name in messages
   * @throws Fault where there is no message, and for one whose body was cut off or left out
   */
  public static Capture read(String text, String where) {
    CapturedMessages messages = new CapturedMessages();
    try {
      List<JsonNode> values = values(text);
      if (values.isEmpty() && !text.isBlank()) {
        UnreadOutput.refuse(text);
        messages.body(text.replaceFirst("\\R\\z", ""));
      }
      values.forEach(messages::add);
      return messages.all();
    } catch (Fault e) {
      throw e.at(where);
    }
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

  /** What the messages were taken for, in words. */
  public String form() {
    return EnumSet.copyOf(forms).stream().map(Form::toString).collect(Collectors.joining(", "));
  }

  /** The JSON values of a text, the text's only one or one a line; none where it is no JSON. */
  private static List<JsonNode> values(String text) {
    JsonNode whole = parsed(text);
    if (whole != null) {
      return List.of(whole);
    }
    List<JsonNode> several = OutputsInText.of(text);
    if (!several.isEmpty()) {
      return several;
    }
    List<JsonNode> values = new ArrayList<>();
    boolean logged = false;
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      JsonNode value = parsed(line);
      value = value == null ? logged(line) : value;
      if (value == null && logged) {
        throw new Fault(
            "holds a line that is no JSON after a pipe's log; it was cut off or changed");
      }
      if (value == null) {
        return List.of();
      }
      logged |= PipeLog.isRecord(value);
      values.add(value);
    }
    return values;
  }

  /** The object that ends a line, behind the time and the stream's name. */
  private static @Nullable JsonNode logged(String line) {
    int start = line.indexOf('{');
    return start < 0 ? null : parsed(line.substring(start));
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
