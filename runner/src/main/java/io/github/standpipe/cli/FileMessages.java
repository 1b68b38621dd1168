package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.capture.Capture;
import io.github.standpipe.enrich.Json;
import java.io.IOException;
import java.io.LineNumberReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Messages as they are sent, each with its line.
 *
 * @param forms what they were taken for, where that is not a body a line
 */
record FileMessages(List<Numbered> messages, Set<String> forms) {
  private static final long LARGE = 16 << 20;

  /**
   * A message.
   *
   * @param line in its file, from 1 on; 0 if others begin there too
   */
  record Numbered(ObjectNode message, int line) {}

  /** One message whose body is a text. */
  static Numbered body(String text, int line) {
    return new Numbered(Json.object().put("body", text), line);
  }

  /** What was read, with forms as they are printed. */
  static FileMessages of(Capture capture) {
    long lines = capture.messages().stream().map(Capture.Message::line).distinct().count();
    boolean several = lines == capture.messages().size() && lines > 1;
    return new FileMessages(
        capture.messages().stream()
            .map(one -> new Numbered(message(one.record()), several ? one.line() : 0))
            .toList(),
        capture.isBodyALine() ? Set.of() : new TreeSet<>(Set.of(capture.describe())));
  }

  /** What a queue takes of a record; the rest it gives itself. */
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

  /** Whether a file is better read line by line: it is large, and begins with a line of JSON. */
  static boolean areLines(InputFile input) {
    try {
      return Files.size(Path.of(input.file())) > LARGE && Capture.isJsonLine(head(input));
    } catch (IOException e) {
      throw input.unreadable(e);
    }
  }

  private static String head(InputFile input) throws IOException {
    try (LineNumberReader lines = input.lines()) {
      String line = lines.readLine();
      while (line != null && InputFile.withoutMark(line).isBlank()) {
        line = lines.readLine();
      }
      return line == null ? "" : InputFile.withoutMark(line);
    }
  }
}
