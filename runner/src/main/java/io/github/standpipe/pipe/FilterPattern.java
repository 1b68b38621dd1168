package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.Patterns;

/**
 * One event pattern of a pipe's filter, checked: {@code {"body": {"detail": {"status":
 * ["placed"]}}}}.
 *
 * <p>Its keys address the record, so what the message says stands under {@code body}.
 */
public final class FilterPattern {
  private static final int MAXIMUM_CHARACTERS = 4096;
  private static final Pattern RULER_PLACE = Pattern.compile("line: (\\d+), column: (\\d+)");

  /** What a pattern says of the body. */
  enum Form {
    /** An object below {@code body}: only bodies that are JSON can match. */
    JSON,
    /** Matchers right at {@code body}: only bodies that are not JSON can match. */
    TEXT,
    /** Nothing: the body's form does not matter. */
    NONE
  }

  private final String text;
  private final String where;
  private final Form form;
  private final List<Warning> warnings;
  private final NumberLiterals numbers;

  private FilterPattern(String text, String where, JsonNode pattern) {
    this.text = text;
    this.where = where;
    PatternRules rules = new PatternRules(where);
    this.form = rules.check(pattern);
    this.warnings = rules.warnings();
    this.numbers = NumberLiterals.in(pattern);
  }

  /**
   * Reads a pattern.
   *
   * @param where the file, line and pipe to name in messages
   * @throws Fault for what Pipes refuses or documents as unsupported, and for a pattern that can
   *     match no SQS record
   */
  public static FilterPattern parse(String text, String where) {
    if (text.isBlank()) {
      throw new Fault(where, "is empty; leave the filter out to pass every record");
    }
    if (text.length() > MAXIMUM_CHARACTERS) {
      throw new Fault(where, "has " + text.length() + " characters; Pipes takes at most 4096");
    }
    JsonNode pattern = json(text, where);
    PatternOperators.check(pattern, where);
    String refused = JsonRuleCompiler.check(text);
    if (refused != null) {
      throw new Fault(where, ruler(refused));
    }
    return new FilterPattern(text, where, pattern);
  }

  private static JsonNode json(String text, String where) {
    try {
      return Json.parseStrictly(text);
    } catch (JsonProcessingException e) {
      String reason = Json.reason(e);
      String fault = reason.startsWith("duplicate key") ? "has a " : "is not JSON: ";
      JsonLocation at = e.getLocation();
      throw new Fault(
          where, fault + reason + (at == null ? "" : place(at.getLineNr(), at.getColumnNr())));
    }
  }

  /** Ruler's message as one line; its column stands just past the token. */
  private static String ruler(String message) {
    Matcher place = RULER_PLACE.matcher(message);
    String first = message.lines().findFirst().orElse(message);
    return "is no valid event pattern: "
        + first.replaceAll("\\.$", "")
        + (place.find()
            ? place(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
            : "");
  }

  private static String place(int line, int column) {
    return " (line " + line + ", column " + column + " of the pattern)";
  }

  public String text() {
    return text;
  }

  /** The file, line and pipe that the pattern stands in. */
  public String where() {
    return where;
  }

  /**
   * Adds the pattern to a machine, each way through its {@code $or} under a name of its own: under
   * one name event-ruler 2.1.0 loses a way, now and then, whose matchers another way has too.
   */
  void addTo(Machine machine) {
    try {
      int way = 0;
      for (Map<String, List<Patterns>> fields : JsonRuleCompiler.compile(text)) {
        machine.addPatternRule(where + " " + ++way, fields);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the pattern was checked", e);
    }
  }

  Form form() {
    return form;
  }

  List<Warning> warnings() {
    return warnings;
  }

  /** Warns where a record's number equals one of the pattern but is written differently. */
  void compareNumbers(JsonNode record, Consumer<Warning> warnings) {
    numbers
        .writtenDifferently(record)
        .ifPresent(path ->
            warnings.accept(
                new Warning(
                    "U6",
                    "record "
                        + record.path("messageId").asText()
                        + ": the number at "
                        + path
                        + " is written differently from the pattern's; compared by value")));
  }
}
