package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.JsltException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What JSLT says of an error, as one line: with its place, and without the values it quotes. */
final class JsltMessages {
  private static final Pattern POSITION = Pattern.compile("at line (\\d+), column (\\d+)");
  private static final Pattern UNREADABLE =
      Pattern.compile("(can't parse|Couldn't parse|can't process json|Can't parse)\\b.*");
  private static final Pattern CONVERTED =
      Pattern.compile("(?:Can't|Cannot|Could not) convert .* to (\\w+)");
  private static final Pattern QUOTED = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w-])-?\\d[\\w.+-]*");

  private JsltMessages() {}

  /** The file, with line and column where JSLT knows them. */
  static String place(Path file, JsltException e) {
    String source = e.getSource() == null ? file.toString() : e.getSource();
    if (e.getLine() > 0 && !offending(e).find()) {
      return source + ":" + e.getLine() + ":" + e.getColumn();
    }
    Matcher token = offending(e);
    return token.find() ? source + ":" + token.group(1) + ":" + token.group(2) : source;
  }

  /** Parse errors stand at the last good token; their text tells where the bad one is. */
  private static Matcher offending(JsltException e) {
    return POSITION.matcher(e.getMessageWithoutLocation());
  }

  static String compiling(JsltException e) {
    String message = e.getMessageWithoutLocation();
    return message.lines().findFirst().orElse("does not compile").strip();
  }

  /**
   * The message of an evaluation error; what {@code error()} was given stands as it was written.
   */
  static String running(JsltException e) {
    String message = String.join(" ", e.getMessageWithoutLocation().lines().toList());
    return message.startsWith("error: ") ? message : withoutValues(message);
  }

  private static String withoutValues(String message) {
    String told = UNREADABLE.matcher(message).replaceAll("$1 its argument");
    told = CONVERTED.matcher(told).replaceAll("cannot convert its argument to $1");
    told = told.replaceAll("^number\\(.*\\) failed", "number() failed");
    if (told.equals(message)) {
      told = told.replaceAll("\\{.*\\}", "an object").replaceAll("\\[.*\\]", "an array");
      told = NUMBER.matcher(QUOTED.matcher(told).replaceAll("a string")).replaceAll("a number");
    }
    return told;
  }

  /** The kind of a value, with its article. */
  static String kind(JsonNode value) {
    String kind = value.getNodeType().name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "null" -> kind;
      case "object", "array" -> "an " + kind;
      default -> "a " + kind;
    };
  }
}
