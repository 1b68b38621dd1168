package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.json.Json;
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
  private static final Pattern BEGINNING = Pattern.compile("<\\s*[$\\w.*/\\[\\]-]+");
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
  private final List<Refusal> faults = new ArrayList<>();
  private boolean inString;

  TemplateParser(String template, String where) {
    this.template = template;
    this.where = where;
    read();
    if (faults.stream().noneMatch(fault -> fault.kind() == Refusal.Kind.UNCLOSED)) {
      checkShape();
    }
  }

  /** The faults of the template, in the order of its text. */
  List<Refusal> faults() {
    return List.copyOf(faults);
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
      from = end(placeholder);
    }
    text(from, template.length());
  }

  /** The end of a placeholder: an unclosed one ends after what may be its path. */
  private int end(Matcher placeholder) {
    Matcher path = BEGINNING.matcher(template).region(placeholder.start(), placeholder.end());
    return placeholder.group(3).isEmpty() && path.lookingAt() ? path.end() : placeholder.end();
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
                    + " contains a '<' that does not begin a placeholder; it was left as it is"));
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
      return without(
          Refusal.Kind.UNCLOSED,
          at,
          "begins a placeholder '<" + name.lines().findFirst().orElse("") + "' without '>'");
    }
    if (!placeholder.group(1).isEmpty() || !name.equals(name.strip())) {
      return without(
          Refusal.Kind.PLACEMENT,
          at,
          "has spaces inside <" + name + ">; write <" + name.strip() + ">");
    }
    Position position = position(placeholder);
    if (name.startsWith("$")) {
      return TemplatePath.parse(name)
          .<TemplatePart>map(path -> new TemplatePart.Path(path, position, at))
          .orElseGet(() -> outsideGrammar(at, name));
    }
    return variable(at, name, position);
  }

  /** Records a fault; a text of the same shape replaces the placeholder. */
  private TemplatePart without(Refusal.Kind kind, int at, String fault) {
    faults.add(Refusal.at(line(at), column(at), kind, where + place(at), fault));
    return new TemplatePart.Text(inString ? "x" : "0");
  }

  private Position position(Matcher placeholder) {
    if (placeholder.group().equals(template.strip())) {
      return Position.WHOLE;
    }
    if (!inString) {
      return Position.VALUE;
    }
    if (AFTER_KEY.matcher(template.substring(placeholder.end())).matches()) {
      without(
          Refusal.Kind.PLACEMENT,
          placeholder.start(),
          "uses " + placeholder.group() + " in a key; AWS does not define that");
    }
    return Position.STRING;
  }

  private TemplatePart variable(int at, String name, Position position) {
    if (!VARIABLES.contains(name)) {
      return without(
          Refusal.Kind.VARIABLE,
          at,
          "names <" + name + ">; variables are " + String.join(", ", VARIABLES));
    }
    if (name.startsWith("aws.pipes.event")
        && !name.endsWith("time")
        && position != Position.VALUE) {
      return without(
          Refusal.Kind.PLACEMENT,
          at,
          "uses <" + name + "> other than as a value; write {\"event\": <" + name + ">}");
    }
    return new TemplatePart.Variable(name, position, at);
  }

  private TemplatePart outsideGrammar(int at, String name) {
    String whole =
        name.equals("$") || name.equals("$.")
            ? "; for the whole event write <aws.pipes.event.json>"
            : "";
    return without(
        Refusal.Kind.PATH,
        at,
        "has the path <"
            + name
            + ">; a path is $.key, with letters, digits, -, _ and /, and [n] or [*]"
            + whole);
  }

  /** A template that never produces JSON fails for every event on AWS. */
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
      String reason =
          "does not produce JSON, which Lambda and Step Functions require: " + Json.reason(e);
      faults.add(Refusal.of(Refusal.Kind.NOT_JSON, where, reason));
    }
  }

  private static String sample(Position position) {
    return position == Position.STRING ? "x" : "0";
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
