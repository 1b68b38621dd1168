package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.pipe.TemplatePart.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of an input template into its parts. */
final class TemplateParser {
  private static final Pattern PLACEHOLDER = Pattern.compile("<(\\s*)((?:\\$|aws\\.)[^<>]*)(>?)");
  private static final Pattern AFTER_KEY =
      Pattern.compile("(?:[^\"\\\\]++|\\\\.)*+\"\\s*:.*", Pattern.DOTALL);
  private static final Set<String> VARIABLES =
      new TreeSet<>(
          Set.of(
              "aws.pipes.pipe-arn",
              "aws.pipes.pipe-name",
              "aws.pipes.source-arn",
              "aws.pipes.enrichment-arn",
              "aws.pipes.target-arn",
              "aws.pipes.event.ingestion-time",
              "aws.pipes.event",
              "aws.pipes.event.json"));

  private final String template;
  private final String where;
  private final List<TemplatePart> parts = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private boolean inString;

  TemplateParser(String template, String where) {
    this.template = template;
    this.where = where;
    read();
    checkShape();
  }

  List<TemplatePart> parts() {
    return List.copyOf(parts);
  }

  List<Warning> warnings() {
    return List.copyOf(warnings);
  }

  private void read() {
    Matcher placeholder = PLACEHOLDER.matcher(template);
    int from = 0;
    while (placeholder.find()) {
      text(from, placeholder.start());
      parts.add(part(placeholder));
      from = placeholder.end();
    }
    text(from, template.length());
  }

  private void text(int from, int to) {
    boolean escaped = false;
    for (int i = from; i < to; i++) {
      char c = template.charAt(i);
      inString ^= c == '"' && !escaped;
      escaped = c == '\\' && !escaped;
      if (c == '<') {
        warnings.add(
            new Warning(
                "template-less-than",
                where
                    + place(i)
                    + " holds a '<' that begins no placeholder; it was left as it is"));
      }
    }
    if (from < to) {
      parts.add(new TemplatePart.Text(template.substring(from, to)));
    }
  }

  private TemplatePart part(Matcher placeholder) {
    String name = placeholder.group(2);
    int at = placeholder.start();
    if (placeholder.group(3).isEmpty()) {
      throw refused(
          Refusal.Kind.UNCLOSED,
          at,
          "begins a placeholder '<" + name.lines().findFirst().orElse("") + "' without '>'");
    }
    if (!placeholder.group(1).isEmpty() || !name.equals(name.strip())) {
      throw refused(
          Refusal.Kind.PLACEMENT,
          at,
          "has blanks inside <" + name + ">; write <" + name.strip() + ">");
    }
    Position position = position(placeholder);
    if (name.startsWith("$")) {
      return new TemplatePart.Path(
          TemplatePath.parse(name).orElseThrow(() -> outsideGrammar(at, name)), position, at);
    }
    return variable(at, name, position);
  }

  private Position position(Matcher placeholder) {
    if (placeholder.group().equals(template.strip())) {
      return Position.WHOLE;
    }
    if (!inString) {
      return Position.VALUE;
    }
    if (AFTER_KEY.matcher(template.substring(placeholder.end())).matches()) {
      throw refused(
          Refusal.Kind.PLACEMENT,
          placeholder.start(),
          "uses " + placeholder.group() + " in a key; AWS does not define that");
    }
    return Position.STRING;
  }

  private TemplatePart variable(int at, String name, Position position) {
    if (!VARIABLES.contains(name)) {
      throw refused(
          Refusal.Kind.VARIABLE,
          at,
          "names <" + name + ">; variables are " + String.join(", ", VARIABLES));
    }
    if (name.startsWith("aws.pipes.event")
        && !name.endsWith("time")
        && position != Position.VALUE) {
      throw refused(
          Refusal.Kind.PLACEMENT,
          at,
          "uses <" + name + "> other than as a value; write {\"event\": <" + name + ">}");
    }
    return new TemplatePart.Variable(name, position, at);
  }

  private Refusal outsideGrammar(int at, String name) {
    String whole =
        name.equals("$") || name.equals("$.")
            ? "; for the whole event write <aws.pipes.event.json>"
            : "";
    return refused(
        Refusal.Kind.PATH,
        at,
        "has the path <"
            + name
            + ">; a path is $.key, with letters, digits, -, _ and /, and [n] or [*]"
            + whole);
  }

  /** A template that makes no JSON whatever is inserted fails for every event on AWS. */
  private void checkShape() {
    StringBuilder sample = new StringBuilder();
    for (TemplatePart part : parts) {
      sample.append(
          switch (part) {
            case TemplatePart.Text(String text) -> text;
            case TemplatePart.Path(TemplatePath path, Position position, int at) ->
                sample(position);
            case TemplatePart.Variable(String name, Position position, int at) -> sample(position);
          });
    }
    try {
      Json.parse(sample.toString());
    } catch (JsonProcessingException e) {
      throw Refusal.of(
          Refusal.Kind.NOT_JSON,
          where,
          "makes no JSON, which Lambda and Step Functions need: " + Json.reason(e));
    }
  }

  private static String sample(Position position) {
    return position == Position.STRING ? "x" : "0";
  }

  private Refusal refused(Refusal.Kind kind, int at, String fault) {
    return Refusal.at(line(at), column(at), kind, where + place(at), fault);
  }

  private int line(int at) {
    return (int) template.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  private int column(int at) {
    return at - template.lastIndexOf('\n', at - 1);
  }

  private String place(int at) {
    return " (line " + line(at) + ", column " + column(at) + " of the template)";
  }
}
