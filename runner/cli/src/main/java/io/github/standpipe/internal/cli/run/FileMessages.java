package io.github.standpipe.internal.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.LineNumberReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Messages to send, each with its line.
 *
 * @param forms how the text was read, unless as one body per line
 */
record FileMessages(List<Numbered> messages, Set<String> forms) {
  private static final long LARGE = 16 << 20;

  /**
   * A message.
   *
   * @param line in its file, from 1 on; 0 if other messages begin there too
   */
  record Numbered(ObjectNode message, int line) {}

  /** One message with a text as its body. */
  static Numbered body(String text, int line) {
    return new Numbered(Json.object().put("body", text), line);
  }

  /** The messages, with forms as they are printed. */
  static FileMessages of(Capture capture) {
    long lines = capture.messages().stream().map(Capture.Message::line).distinct().count();
    boolean several = lines == capture.messages().size() && lines > 1;
    return new FileMessages(
        capture.messages().stream()
            .map(one -> new Numbered(message(one.record()), several ? one.line() : 0))
            .toList(),
        capture.isBodyALine() ? Set.of() : new TreeSet<>(Set.of(capture.describe())));
  }

  /** The parts of a record that a sender sets; the queue sets the rest. */
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

  /** Whether to read a file line by line: it is large and begins with a line of JSON. */
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
