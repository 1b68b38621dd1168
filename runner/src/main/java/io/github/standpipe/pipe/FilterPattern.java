package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
 * <p>Its keys address the record, so what the message says stands under {@code body}.
 */
public final class FilterPattern {
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
    this.warnings = warnings;
    this.numbers = NumberLiterals.in(pattern);
  }

  /** A pattern of whole events, which have no body whose form could matter. */
  static FilterPattern ofEvents(String text, String where, JsonNode pattern) {
    List<Form> forms =
        PatternLeaves.uncompiled(pattern).ways().stream().map(way -> Form.NONE).toList();
    List<Warning> warnings = PatternComparisons.of(pattern, where).toList();
    return new FilterPattern(text, where, pattern, forms, warnings);
  }

  /**
   * Reads a pattern.
   *
   * @param where the file, line and pipe to name in messages
   * @throws Refusal for what Pipes refuses or documents as unsupported, and for a pattern that can
   *     match no SQS record
   */
  public static FilterPattern parse(String text, String where) {
    PatternReview review = PatternReview.of(text, where);
    if (!review.faults().isEmpty()) {
      throw review.faults().getFirst();
    }
    return new FilterPattern(text, where, review.pattern(), review.forms(), review.warnings());
  }

  /** What {@link #parse} refuses: all of it, and not the first fault alone. */
  public static List<Refusal> faults(String text, String where) {
    return PatternReview.of(text, where).faults();
  }

  /** The warnings of a pattern, also of one that has faults. */
  public static List<Warning> warnings(String text, String where) {
    return PatternReview.of(text, where).warnings();
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
