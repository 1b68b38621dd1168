package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.Patterns;

/**
 * One event pattern of a pipe's filter, checked: {@code {"body": {"detail": {"status":
 * ["placed"]}}}}.
 *
 * <p>Its keys address the record, so the contents of the message are under {@code body}.
 */
public final class FilterPattern {
  /** What a pattern requires of the body. */
  enum Form {
    /** An object below {@code body}: only bodies that are JSON can match. */
    JSON,
    /** Matchers directly at {@code body}: only bodies that are not JSON can match. */
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
    this.warnings = warnings;
    this.numbers = NumberLiterals.in(pattern);
  }

  /** A pattern for whole events, which have no body. */
  static FilterPattern ofEvents(String text, String where, JsonNode pattern) {
    List<Form> forms =
        PatternLeaves.uncompiled(pattern).ways().stream().map(way -> Form.NONE).toList();
    List<Warning> warnings = PatternComparisons.of(pattern, where).toList();
    return new FilterPattern(text, where, pattern, forms, warnings);
  }

  /**
   * Reads a pattern.
   *
   * @param text the pattern as JSON, such as {@code {"body": {"status": ["placed"]}}}
   * @param where the file, line and pipe to name in messages
   * @return the pattern, ready to be part of a filter
   * @throws Refusal for a pattern that Pipes rejects or documents as unsupported, and for one that
   *     cannot match any SQS record
   */
  public static FilterPattern parse(String text, String where) {
    PatternReview review = PatternReview.of(text, where);
    if (!review.faults().isEmpty()) {
      throw review.faults().getFirst();
    }
    return new FilterPattern(text, where, review.pattern(), review.forms(), review.warnings());
  }

  /**
   * {@return what {@link #parse} rejects: all faults, not only the first one; empty for a valid
   * pattern}
   *
   * @param text the pattern as JSON
   * @param where the file, line and pipe to name in messages
   */
  public static List<Refusal> faults(String text, String where) {
    return PatternReview.of(text, where).faults();
  }

  /**
   * {@return the warnings for a pattern, even for one with faults}
   *
   * @param text the pattern as JSON
   * @param where the file, line and pipe to name in messages
   */
  public static List<Warning> warnings(String text, String where) {
    return PatternReview.of(text, where).warnings();
  }

  /**
   * Lists the ways through the {@code $or} of a pattern: all matchers of one way must match.
   *
   * @param pattern a pattern, parsed; it may have faults
   * @return for each way the arrays of matchers by their dotted paths, such as {@code
   *     body.detail.status}; one way if there is no {@code $or}
   */
  public static List<Map<String, JsonNode>> ways(JsonNode pattern) {
    return PatternLeaves.uncompiled(pattern).ways().stream()
        .map(way -> {
          Map<String, JsonNode> matchers = new LinkedHashMap<>();
          way.forEach((path, leaf) -> matchers.put(path, leaf.wanted()));
          return matchers;
        })
        .toList();
  }

  /** {@return the pattern as it was given, as JSON text} */
  public String text() {
    return text;
  }

  /** {@return the file, line and pipe that contain the pattern} */
  public String where() {
    return where;
  }

  /**
   * Adds the ways through its {@code $or} that apply to a body of some form, each with a separate
   * name: under one name event-ruler 2.1.0 sometimes loses a way whose matchers another way has
   * too.
   *
   * @param number the number of the pattern among those of the machine
   */
  void addTo(Machine machine, Form body, int number) {
    try {
      int way = 0;
      for (Map<String, List<Patterns>> fields : JsonRuleCompiler.compile(text)) {
        if (takes(forms.get(way++), body)) {
          machine.addPatternRule(number + " " + way, fields);
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

  /** Whether it does not mention the body. */
  boolean takesAnyForm() {
    return forms.stream().allMatch(form -> form == Form.NONE);
  }

  /** Whether some of its ways apply to a body of a form. */
  boolean takes(Form body) {
    return forms.stream().anyMatch(asked -> takes(asked, body));
  }

  /** Whether some of its ways apply to a body of a form, and others do not. */
  boolean takesInPart(Form body) {
    return takes(body) && !forms.stream().allMatch(asked -> takes(asked, body));
  }

  /** The places where the behaviour of AWS is unsettled. */
  List<Warning> warnings() {
    return warnings;
  }

  /** Warns if the notation of a number in a record decides whether the pattern matches. */
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
