package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reshapes each item of a batch before a call: {@code {"id": <$.body.orderId>, "pipe":
 * <aws.pipes.pipe-name>}}.
 *
 * <p>It is applied to each item by itself, and the results make an array again, also of one (rule
 * {@code template-per-item}). The calls of this kind of pipe take JSON only, so each result must be
 * JSON. Where AWS's documents leave the result open, rendering fails or warns, and never makes
 * something up.
 */
public final class InputTemplate {
  private static final int MAXIMUM_CHARACTERS = 8192;

  private final String where;
  private final List<TemplatePart> parts;
  private final List<Warning> warnings;

  private InputTemplate(String where, TemplateParser parser) {
    this.where = where;
    this.parts = parser.parts();
    this.warnings = parser.warnings();
  }

  /**
   * What the reserved variables stand for.
   *
   * @param enrichmentArn empty where the pipe has no enrichment
   * @param ingestionTime when this transformer got the batch
   */
  record Variables(
      String pipeArn,
      String pipeName,
      String sourceArn,
      String enrichmentArn,
      String targetArn,
      Instant ingestionTime) {}

  /**
   * Reads a template. AWS checks none of this when a pipe is created; there it shows at run time.
   *
   * @param where the file, line and pipe to name in messages
   * @throws Refusal for more than 8192 characters, an unknown variable, a path outside the grammar,
   *     or a template that can make no JSON
   */
  public static InputTemplate parse(String text, String where) {
    if (text.length() > MAXIMUM_CHARACTERS) {
      throw Refusal.of(
          Refusal.Kind.TOO_LONG,
          where,
          "has " + text.length() + " characters; Pipes takes at most 8192");
    }
    return new InputTemplate(where, new TemplateParser(text, where));
  }

  /**
   * A path or a variable of a template.
   *
   * @param name what stands between {@code <} and {@code >}
   * @param whole whether it is all that the template holds
   * @param quoted whether it stands inside a JSON string
   * @param offset where its {@code <} stands in the text, from 0
   */
  public record Placeholder(String name, boolean whole, boolean quoted, int offset) {
    static Placeholder of(String name, TemplatePart.Position position, int offset) {
      return new Placeholder(
          name,
          position == TemplatePart.Position.WHOLE,
          position == TemplatePart.Position.STRING,
          offset);
    }

    public boolean isPath() {
      return name.startsWith("$");
    }
  }

  /** Its paths and variables, in the order of the text. */
  public List<Placeholder> placeholders() {
    List<Placeholder> found = new ArrayList<>();
    int offset = 0;
    for (TemplatePart part : parts) {
      switch (part) {
        case TemplatePart.Text(String text) -> offset += text.length();
        case TemplatePart.Path(TemplatePath path, TemplatePart.Position position) -> {
          found.add(Placeholder.of(path.toString(), position, offset));
          offset += path.toString().length() + 2;
        }
        case TemplatePart.Variable(String name, TemplatePart.Position position) -> {
          found.add(Placeholder.of(name, position, offset));
          offset += name.length() + 2;
        }
      }
    }
    return found;
  }

  /** Where the template meets unsettled ground. */
  public List<Warning> warnings() {
    return warnings;
  }

  static List<Warning> warnings(@Nullable InputTemplate template) {
    return template == null ? List.of() : template.warnings;
  }

  /** Refuses {@code <aws.pipes.enrichment-arn>}, for a pipe that has no enrichment. */
  void refuseEnrichmentArn() {
    for (TemplatePart part : parts) {
      if (part instanceof TemplatePart.Variable v && v.name().equals("aws.pipes.enrichment-arn")) {
        throw new Fault(where, "names <aws.pipes.enrichment-arn>, and the pipe has no enrichment");
      }
    }
  }

  /**
   * Renders the template for each item.
   *
   * @param records whether the items are source records, whose body is then parsed implicitly
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
