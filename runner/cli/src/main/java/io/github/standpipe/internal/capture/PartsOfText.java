package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a text: one JSON value, several in sequence, or lines. */
final class PartsOfText {
  private PartsOfText() {}

  /** The parts, at least one. */
  static List<TextPart> of(String text) {
    String body = text.replaceFirst("\\R\\z", "");
    JsonNode whole = Capture.parsed(text);
    if (whole != null) {
      return List.of(new TextPart(whole, whole.isContainerNode() ? text.strip() : body, 1));
    }
    List<TextPart> several = OutputsInText.of(text);
    if (!several.isEmpty()) {
      return several;
    }
    List<TextPart> lines = lines(text);
    return areMessages(lines) ? lines : List.of(new TextPart(null, body, 1));
  }

  private static List<TextPart> lines(String text) {
    List<TextPart> lines = new ArrayList<>();
    int number = 0;
    boolean logged = false;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        TextPart part = line(line, number);
        logged |= part.json() != null && PipeLog.isRecord(part.json());
        if (logged && part.json() == null) {
          throw new Fault(
              "holds a line that is not JSON after a pipe's log; it was cut off or changed");
        }
        lines.add(part);
      }
    }
    return lines;
  }

  private static TextPart line(String line, int number) {
    JsonNode json = Capture.parsed(line);
    JsonNode value = json == null ? logged(line) : json;
    return new TextPart(value, value == null ? line : line.strip(), number);
  }

  /** The log record at the end of a line, after the time and the stream's name. */
  private static @Nullable JsonNode logged(String line) {
    int start = line.indexOf('{');
    JsonNode value = start < 0 ? null : Capture.parsed(line.substring(start));
    return value == null || CapturedMessages.isBody(value) ? null : value;
  }

  /**
   * Whether each line is a message: all are JSON, or most are objects and arrays and the others are
   * broken ones. This is not true for a document that spans several lines.
   */
  private static boolean areMessages(List<TextPart> lines) {
    long containers = lines.stream().filter(TextPart::isContainer).count();
    boolean leads = !lines.isEmpty() && lines.getFirst().isContainer();
    return lines.stream().allMatch(line -> line.json() != null)
        || 2 * containers > lines.size()
        || leads && 2 * containers == lines.size();
  }
}
