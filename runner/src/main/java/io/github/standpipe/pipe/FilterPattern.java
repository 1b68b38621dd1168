package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  public enum Form {
    /** An object below {@code body}: only bodies that are JSON can match. */
    JSON,
    /** Matchers right at {@code body}: only bodies that are not JSON can match. */
    TEXT,
    /** Nothing: the body's form does not matter. */
    NONE
  }

  private final String text;
  private final String where;
  private final List<Form> forms;
  private final List<Warning> warnings;
  private final NumberLiterals numbers;

  private FilterPattern(
      String text, String where, JsonNode pattern, List<Form> forms, List<Warning> warnings) {
    this.text = text;
    this.where = where;
    this.forms = forms;
    this.warnings =
        Stream.concat(warnings.stream(), PatternComparisons.of(pattern, where)).toList();
    this.numbers = NumberLiterals.in(pattern);
  }

  /** A pattern of whole events, which have no body whose form could matter. */
  static FilterPattern ofEvents(String text, String where, JsonNode pattern) {
    List<Form> forms =
        PatternLeaves.uncompiled(pattern).ways().stream().map(way -> Form.NONE).toList();
    return new FilterPattern(text, where, pattern, forms, List.of());
  }

  /**
   * Reads a pattern.
   *
   * @param where the file, line and pipe to name in messages
   * @throws Refusal for what Pipes refuses or documents as unsupported, and for a pattern that can
   *     match no SQS record
   */
  public static FilterPattern parse(String text, String where) {
    if (text.isBlank()) {
      throw Refusal.of(
          Refusal.Kind.INVALID, where, "is empty; leave the filter out to pass every record");
    }
    if (text.length() > MAXIMUM_CHARACTERS) {
      throw Refusal.of(
          Refusal.Kind.TOO_LONG,
          where,
          "has " + text.length() + " characters; Pipes takes at most 4096");
    }
    JsonNode pattern = json(text, where);
    PatternOperators.check(pattern, where);
    String refused = JsonRuleCompiler.check(text);
    if (refused != null) {
      throw ruler(refused, where);
    }
    PatternRules rules = new PatternRules(where);
    List<Form> forms = rules.check(pattern);
    return new FilterPattern(text, where, pattern, forms, rules.warnings());
  }

  private static JsonNode json(String text, String where) {
    try {
      return Json.parseStrictly(text);
    } catch (JsonProcessingException e) {
      String reason = Json.reason(e);
      boolean repeats = reason.startsWith("duplicate key");
      JsonLocation at = e.getLocation();
      int line = at == null ? 0 : at.getLineNr();
      int column = at == null ? 0 : at.getColumnNr();
      throw Refusal.at(
          line,
          column,
          repeats ? Refusal.Kind.DUPLICATE_KEY : Refusal.Kind.INVALID,
          where,
          (repeats ? "has a " : "is not JSON: ") + reason + place(line, column));
    }
  }

  /** Ruler's message as one line; its column stands just past the token. */
  private static Refusal ruler(String message, String where) {
    Matcher place = RULER_PLACE.matcher(message);
    String first = message.lines().findFirst().orElse(message);
    boolean placed = place.find();
    int line = placed ? Integer.parseInt(place.group(1)) : 0;
    int column = placed ? Integer.parseInt(place.group(2)) : 0;
    return Refusal.at(
        line,
        column,
        first.startsWith("Cannot compare number")
            ? Refusal.Kind.INEXACT_NUMBER
            : Refusal.Kind.INVALID,
        where,
        "is no valid event pattern: " + first.replaceAll("\\.$", "") + place(line, column));
  }

  private static String place(int line, int column) {
    return line == 0 ? "" : " (line " + line + ", column " + column + " of the pattern)";
  }

  public String text() {
    return text;
  }

  /** The file, line and pipe that the pattern stands in. */
  public String where() {
    return where;
  }

  /**
   * Adds the ways through its {@code $or} that a body of some form is put to, each under a name of
   * its own: under one name event-ruler 2.1.0 loses a way, now and then, whose matchers another way
   * has too.
   */
  void addTo(Machine machine, Form body) {
    try {
      int way = 0;
      for (Map<String, List<Patterns>> fields : JsonRuleCompiler.compile(text)) {
        if (takes(forms.get(way++), body)) {
          machine.addPatternRule(where + " " + way, fields);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the pattern was checked", e);
    }
  }

  static boolean takes(Form asked, Form body) {
    return asked == Form.NONE || asked == body;
  }

  /** The form that each way through its {@code $or} asks for, in event-ruler's order. */
  List<Form> forms() {
    return forms;
  }

  /** Whether it says nothing of the body. */
  boolean takesAnyForm() {
    return forms.stream().allMatch(form -> form == Form.NONE);
  }

  /** Whether some of its ways are put to a body of a form. */
  boolean takes(Form body) {
    return forms.stream().anyMatch(asked -> takes(asked, body));
  }

  /** Whether a body of a form is put to some of its ways and not to others. */
  boolean takesInPart(Form body) {
    return takes(body) && !forms.stream().allMatch(asked -> takes(asked, body));
  }

  /** Where it meets unsettled ground. */
  public List<Warning> warnings() {
    return warnings;
  }

  /** Warns if the way a record's number is written decides what the pattern makes of it. */
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
    numbers
        .comparedWithNothing(record)
        .ifPresent(path ->
            warnings.accept(
                new Warning(
                    "filter-inexact-number",
                    "record "
                        + record.path("messageId").asText()
                        + ": the number at "
                        + path
                        + " is not the shortest form of a double, so no numeric operator matches"
                        + " it")));
  }
}
