package io.github.standpipe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.capture.Capture;
import io.github.standpipe.enrich.Json;
import java.io.IOException;
import java.io.LineNumberReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Messages of a file that holds no body a line: an event over several lines, records, what the AWS
 * CLI printed. Its lines would be pieces, which a filter deletes in silence.
 *
 * @param messages as they are sent
 * @param form what the file was taken for, in words
 */
record WholeDocument(List<ObjectNode> messages, String form) {

  /** Empty if each line of the file is a body. */
  static Optional<WholeDocument> of(Input input) {
    String head = head(input);
    if (!head.startsWith("{") && !head.startsWith("[")) {
      return Optional.empty();
    }
    if (isJson(head)) {
      Capture first = Capture.read(head, input.name());
      boolean body = first.forms().equals(Set.of(Capture.Form.BODY));
      return body ? Optional.empty() : Optional.of(read(input));
    }
    return Optional.of(read(input));
  }

  private static WholeDocument read(Input input) {
    String text = input.text();
    Capture capture = Capture.read(text, input.name());
    boolean one =
        capture.forms().equals(Set.of(Capture.Form.BODY)) && capture.messages().size() == 1;
    return one
        ? new WholeDocument(List.of(Json.object().put("body", text.strip())), "one message body")
        : new WholeDocument(
            capture.records().stream().map(WholeDocument::message).toList(), capture.form());
  }

  private static ObjectNode message(ObjectNode record) {
    ObjectNode message = Json.object();
    message.set("body", record.path("body"));
    if (record.has("messageAttributes")) {
      message.set("messageAttributes", record.get("messageAttributes"));
    }
    if (record.path("attributes").has("MessageGroupId")) {
      message
          .putObject("attributes")
          .set("MessageGroupId", record.path("attributes").get("MessageGroupId"));
    }
    return message;
  }

  private static String head(Input input) {
    try (LineNumberReader lines = input.lines()) {
      String line = lines.readLine();
      while (line != null && Input.withoutMark(line).isBlank()) {
        line = lines.readLine();
      }
      return line == null ? "" : Input.withoutMark(line).strip();
    } catch (IOException e) {
      throw input.unreadable(e);
    }
  }

  private static boolean isJson(String text) {
    try {
      Json.parse(text);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
