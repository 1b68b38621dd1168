package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.internal.capture.UndeliveredMessages;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the messages in pieces, in the formats that {@code import} reads.
 *
 * @param undelivered makes messages of dead letters
 */
record EventReader(UndeliveredMessages undelivered) {

  /**
   * A message.
   *
   * @param place its file and line
   * @param message at least its body, as it would be sent again
   */
  record Located(String place, ObjectNode message) {}

  /** Something that holds no message. */
  record Trouble(String place, String problem) {}

  /** What a piece holds. */
  record Content(List<Located> messages, List<Trouble> troubles) {
    Content() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /** Adds what a line holds: one JSON value, or several. */
  void line(String place, byte[] line, Content content) {
    try {
      values(place, line, content);
    } catch (JsonProcessingException e) {
      content.troubles().add(new Trouble(place, "is not JSON: " + Json.reason(e)));
    } catch (IOException e) {
      content.troubles().add(new Trouble(place, "is not UTF-8 text"));
    } catch (Fault e) {
      content.troubles().add(new Trouble(place, e.getMessage()));
    }
  }

  private void values(String place, byte[] line, Content content) throws IOException {
    try {
      add(place, Json.parse(line), line, content);
    } catch (JsonProcessingException e) {
      List<Integer> ends = ValueEnds.in(line);
      if (ends.size() < 2) {
        throw e;
      }
      int start = 0;
      for (int end : ends) {
        byte[] value = Arrays.copyOfRange(line, start, end);
        add(place, Json.parse(value), value, content);
        start = end;
      }
      if (!EventStream.text(Arrays.copyOfRange(line, start, line.length)).isBlank()) {
        throw e; // the last value is cut off
      }
    }
  }

  private void add(String place, JsonNode json, byte[] written, Content content) {
    if (!json.isContainerNode()) {
      throw new Fault("is " + Json.kind(json) + "; each line must be an object or an array");
    }
    add(place, Capture.of(json, EventStream.text(written).strip()), content);
  }

  private void add(String place, Capture capture, Content content) {
    boolean plain = capture.messages().stream().allMatch(EventReader::isPlain);
    for (Capture.Message message :
        (plain ? capture : undelivered.arrived(capture, "")).messages()) {
      content.messages().add(new Located(place, message.anew()));
    }
  }

  /** Whether it cannot be a dead letter of what feeds the queue. */
  private static boolean isPlain(Capture.Message message) {
    return !message.record().has("messageAttributes")
        && !message.record().path("body").asText().contains("\"failedMessages\"");
  }

  Content whole(EventPiece.WholeText piece) {
    Content content = new Content();
    try {
      if (areLines(new String(piece.text(), StandardCharsets.UTF_8))) {
        lines(piece, content);
        return content;
      }
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(piece.text())).toString();
      Capture capture = undelivered.arrived(Capture.read(text, piece.file()), piece.file());
      for (Capture.Message message : capture.messages()) {
        String place = piece.file() + (message.line() > 1 ? ":" + message.line() : "");
        content.messages().add(new Located(place, message.anew()));
      }
    } catch (CharacterCodingException e) {
      content.troubles().add(new Trouble(piece.file(), "is not UTF-8 text"));
    } catch (Fault e) {
      String message = String.valueOf(e.getMessage());
      String prefix = piece.file() + ": ";
      content
          .troubles()
          .add(
              new Trouble(
                  piece.file(),
                  message.startsWith(prefix) ? message.substring(prefix.length()) : message));
    }
    return content;
  }

  /** Whether only the first line is broken: the second one is an object by itself. */
  private static boolean areLines(String text) {
    return text.lines()
            .filter(line -> !line.isBlank())
            .skip(1)
            .findFirst()
            .filter(line -> line.stripLeading().startsWith("{"))
            .filter(line -> EventStream.isJsonLine(line.getBytes(StandardCharsets.UTF_8)))
            .isPresent()
        && !isJson(text);
  }

  private static boolean isJson(String text) {
    try {
      Json.parse(text);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Takes the bytes, so that a line that is not UTF-8 spoils no other. */
  private void lines(EventPiece.WholeText piece, Content content) {
    byte[] bytes = piece.text();
    int number = 1;
    int start = 0;
    for (int end = 0; end <= bytes.length; end++) {
      if (end == bytes.length || bytes[end] == '\n') {
        byte[] line = Arrays.copyOfRange(bytes, start, end);
        if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
          line(piece.file() + ":" + number, line, content);
        }
        number++;
        start = end + 1;
      }
    }
  }
}
