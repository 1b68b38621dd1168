package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Transforms each item of a batch before a call: {@code {"id": <$.body.orderId>, "pipe":
 * <aws.pipes.pipe-name>}}.
 *
 * <p>It is applied to each item separately, and the results form an array again, even for one item
 * (rule {@code template-per-item}). The calls of this kind of pipe accept only JSON, so each result
 * must be JSON. If AWS does not document the result, rendering fails or warns; it never guesses.
 */
public final class InputTemplate {
  /**
   * How one placeholder of an input template rendered for one item.
   *
   * @param stage the stage that the template produces
   * @param item the item's place in the batch, from 1 on
   * @param name the path or the variable, without {@code <>}
   * @param where the file, line and pipe of the template
   * @param line the line in the template's text, from 1 on
   * @param column the column there, from 1 on
   * @param quotes whether it is a value, inside a string, or the whole template
   * @param value its value; empty if there is nothing at the path
   * @param rendered the text that replaced it, or why that failed
   * @param fails whether that failed
   */
  public record Placeholder(
      Stage stage,
      int item,
      String name,
      String where,
      int line,
      int column,
      String quotes,
      Optional<JsonNode> value,
      String rendered,
      boolean fails) {}

  private static final int MAXIMUM_CHARACTERS = 8192;
  private static final int MOST_EXAMINED = 10 * MAXIMUM_CHARACTERS;

  private final String where;
  private final String text;
  private final List<TemplatePart> parts;
  private final List<Warning> warnings;

  private InputTemplate(String where, String text, TemplateParser parser) {
    this.where = where;
    this.text = text;
    this.parts = parser.parts();
    this.warnings = parser.warnings();
  }

  /**
   * The values of the reserved variables.
   *
   * @param enrichmentArn empty if the pipe has no enrichment
   * @param ingestionTime when this transformer received the batch
   */
  record Variables(
      String pipeArn,
      String pipeName,
      String sourceArn,
      String enrichmentArn,
      String targetArn,
      Instant ingestionTime) {}

  /**
   * Reads a template. AWS checks none of this when a pipe is created; faults only show at run time.
   *
   * @param text the template, with placeholders such as {@code <$.body.orderId>}
   * @param where the file, line and pipe to name in messages
   * @return the template, ready to render
   * @throws Refusal for more than 8192 characters, an unknown variable, a path outside the grammar,
   *     or a template that can never produce JSON
   */
  public static InputTemplate parse(String text, String where) {
    Review review = review(text, where);
    if (!review.faults().isEmpty()) {
      throw review.faults().getFirst();
    }
    return review.template();
  }

  /**
   * A template as far as it can be read, with its faults.
   *
   * @param template what could be read; it must not be rendered if there are faults
   * @param faults what {@link #parse} rejects: all faults, not only the first one
   */
  public record Review(InputTemplate template, List<Refusal> faults) {}

  /**
   * {@return all faults of a template, and the rest of it}
   *
   * @param text the template, with placeholders such as {@code <$.body.orderId>}
   * @param where the file, line and pipe to name in messages
   */
  public static Review review(String text, String where) {
    boolean examined = text.length() <= MOST_EXAMINED;
    TemplateParser parser = new TemplateParser(examined ? text : "0", where);
    List<Refusal> faults = new ArrayList<>(parser.faults());
    if (text.length() > MAXIMUM_CHARACTERS) {
      String much = "has " + text.length() + " characters; Pipes accepts at most 8192";
      faults.addFirst(Refusal.of(Refusal.Kind.TOO_LONG, where, much));
    }
    return new Review(new InputTemplate(where, text, parser), faults);
  }

  /**
   * A path or a variable of a template.
   *
   * @param name the text between {@code <} and {@code >}
   * @param whole whether it is the whole template
   * @param quoted whether it is inside a JSON string
   * @param offset the position of its {@code <} in the text, from 0
   */
  public record Insertion(String name, boolean whole, boolean quoted, int offset) {
    static Insertion of(TemplatePart.Named named) {
      return new Insertion(
          named.name(),
          named.position() == TemplatePart.Position.WHOLE,
          named.position() == TemplatePart.Position.STRING,
          named.at());
    }
  }

  /** {@return the text as it is written in the template} */
  public String text() {
    return text;
  }

  /** {@return its paths and variables, in the order of the text} */
  public List<Insertion> insertions() {
    return parts.stream()
        .filter(TemplatePart.Named.class::isInstance)
        .map(part -> Insertion.of((TemplatePart.Named) part))
        .toList();
  }

  /** {@return the places where the behaviour of AWS is unsettled} */
  public List<Warning> warnings() {
    return warnings;
  }

  static List<Warning> warnings(@Nullable InputTemplate template) {
    return template == null ? List.of() : template.warnings;
  }

  /** Rejects {@code <aws.pipes.enrichment-arn>} for a pipe without an enrichment. */
  void refuseEnrichmentArn() {
    for (TemplatePart part : parts) {
      if (part instanceof TemplatePart.Variable v && v.name().equals("aws.pipes.enrichment-arn")) {
        throw new Fault(where, "names <aws.pipes.enrichment-arn>, but the pipe has no enrichment");
      }
    }
  }

  /**
   * Renders the template for each item.
   *
   * @param records whether the items are source records, whose body is parsed implicitly
   */
  Payload render(Payload batch, boolean records, Variables variables, Consumer<Warning> warnings) {
    List<String> rendered = new ArrayList<>();
    for (JsonNode item : batch.items()) {
      String place = "item " + (rendered.size() + 1);
      try {
        rendered.add(render(new TemplateItem(item, records, variables, place, warnings)));
      } catch (Fault e) {
        throw e.at(place).at(where);
      }
    }
    return Payload.ofTexts(rendered);
  }

  /** Returns how each placeholder renders for each item, without stopping at failures. */
  List<Placeholder> explain(Stage stage, Payload batch, boolean records, Variables variables) {
    List<Placeholder> placeholders = new ArrayList<>();
    int place = 0;
    for (JsonNode json : batch.items()) {
      place++;
      TemplateItem item = new TemplateItem(json, records, variables, "", warning -> {});
      for (TemplatePart part : parts) {
        if (part instanceof TemplatePart.Named named) {
          placeholders.add(explain(stage, place, item, named, part));
        }
      }
    }
    return placeholders;
  }

  private Placeholder explain(
      Stage stage, int place, TemplateItem item, TemplatePart.Named named, TemplatePart part) {
    Optional<JsonNode> value = Optional.empty();
    String rendered;
    boolean fails = false;
    try {
      value = Optional.of(named.value(item));
      rendered = part.render(item);
    } catch (Fault e) {
      rendered = e.getMessage();
      fails = true;
    }
    int line = (int) text.substring(0, named.at()).chars().filter(c -> c == '\n').count() + 1;
    int column = named.at() - text.lastIndexOf('\n', named.at() - 1);
    String quotes =
        switch (named.position()) {
          case WHOLE -> "the whole template";
          case VALUE -> "as a value";
          case STRING -> "inside a string";
        };
    return new Placeholder(
        stage, place, named.name(), where, line, column, quotes, value, rendered, fails);
  }

  private String render(TemplateItem item) {
    StringBuilder text = new StringBuilder();
    for (TemplatePart part : parts) {
      text.append(part.render(item));
    }
    try {
      Json.parse(text.toString());
      return text.toString();
    } catch (JsonProcessingException e) {
      throw new Fault(
          "the rendered text is not JSON ("
              + Json.reason(e)
              + ")"
              + (item.insertedRaw()
                  ? "; a value holds a quote, a backslash or a line break, which a template does"
                      + " not escape inside quotes"
                  : ""));
    }
  }
}
