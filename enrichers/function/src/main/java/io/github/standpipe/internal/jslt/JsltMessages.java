package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.JsltException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSLT's message for an error, as one line: with its place, and without the values it quotes. */
public final class JsltMessages {
  private static final Pattern POSITION = Pattern.compile("at line (\\d+), column (\\d+)");
  private static final Pattern TWO_VALUES = Pattern.compile("(Can't compare) (.+) and (.+)");
  private static final Pattern CONVERTED =
      Pattern.compile("(?:Can't|Cannot|Could not) convert (.+) to (\\w+)");

  /** A value written as JSON begins with one of these, and JSLT's own words before it do not. */
  private static final Pattern VALUE =
      Pattern.compile("(.*?[ '])(?=[\\[{\"]|-?\\d|(?:true|false)\\b)(.+)");

  /** The messages of the grammar, by their patterns. */
  private static final Map<String, String> COMPILING = new LinkedHashMap<>();

  /** The messages that quote a text unchanged, so that its beginning cannot be recognised. */
  private static final Map<String, String> RUNNING = new LinkedHashMap<>();

  static {
    COMPILING.put("^Parse error: ", "");
    COMPILING.put("^Lexical error.*Encountered: <EOF>.*", "ends inside a string");
    COMPILING.put("^Lexical error.*Encountered: \"(.*)\" \\(\\d+\\).*", "unexpected '$1'");
    COMPILING.put("needs (\\d+)-\\1 arguments", "takes $1 arguments");
    COMPILING.put("needs (\\d+)-(\\d+) arguments", "takes $1 to $2 arguments");
    RUNNING.put("number\\(.*\\) failed: not a number", "number() failed: not a number");
    RUNNING.put("Syntax error in regular expression .*", "syntax error in a regular expression");
    RUNNING.put(
        "Regexp .* in replace\\(\\) matched.*", "the regexp of replace() matches empty text");
    RUNNING.put("(.*Couldn't parse format) .*", "$1");
    RUNNING.put("(.*(?:Unparseable date|Unknown timezone)).*", "$1");
    RUNNING.put("(.*(?:[Cc]an't parse|can't process json|can't serialize)) .*", "$1 its argument");
  }

  private JsltMessages() {}

  /** The file of an error. */
  public static Path source(Path file, JsltException e) {
    return e.getSource() == null ? file : file.resolveSibling(e.getSource());
  }

  /** Whether the parser met an unexpected token. */
  public static boolean isSyntax(JsltException e) {
    return e.getMessageWithoutLocation().startsWith("Parse error: Encountered");
  }

  /** The file, with line and column if JSLT knows them. */
  public static String place(Path file, JsltException e) {
    Path source = source(file, e);
    Matcher token = POSITION.matcher(e.getMessageWithoutLocation());
    if (token
        .find()) { // a parse error has the place of the last good token; its text has that of the
      // bad one
      return token.group(1).equals("0")
          ? source.toString()
          : source + ":" + token.group(1) + ":" + token.group(2);
    }
    return e.getLine() > 0 ? source + ":" + e.getLine() + ":" + e.getColumn() : source.toString();
  }

  public static String compiling(JsltException e) {
    String message = e.getMessageWithoutLocation().lines().findFirst().orElse("does not compile");
    for (var reworded : COMPILING.entrySet()) {
      message = message.replaceAll(reworded.getKey(), reworded.getValue());
    }
    return message.strip();
  }

  /**
   * The message of an evaluation error; the argument of {@code error()} is kept as it was written.
   */
  public static String running(JsltException e) {
    String message = String.join(" ", e.getMessageWithoutLocation().lines().toList());
    return message.startsWith("error: ") ? message : withoutValues(message);
  }

  private static String withoutValues(String message) {
    for (var bare : RUNNING.entrySet()) {
      Matcher matcher = Pattern.compile(bare.getKey(), Pattern.DOTALL).matcher(message);
      if (matcher.matches()) {
        return matcher.replaceFirst(bare.getValue());
      }
    }
    Matcher converted = CONVERTED.matcher(message);
    if (converted.matches()) {
      return "cannot convert " + kindOf(converted.group(1)) + " to " + converted.group(2);
    }
    Matcher two = TWO_VALUES.matcher(message);
    if (two.matches()) {
      return two.group(1) + " " + kindOf(two.group(2)) + " and " + kindOf(two.group(3));
    }
    Matcher value = VALUE.matcher(message);
    return value.matches() ? value.group(1) + kindOf(value.group(2)) : message;
  }

  /** The kind of a value, from its JSON, which may be truncated. */
  private static String kindOf(String json) {
    String first = kindOf(json.charAt(0));
    return first.isEmpty() ? kindOf(json.charAt(json.length() - 1)) : first;
  }

  private static String kindOf(char end) {
    return switch (end) {
      case '{', '}' -> "an object";
      case '[', ']' -> "an array";
      case '"' -> "a string";
      case 't', 'f', 'e' -> "a boolean";
      case 'n', 'l' -> "null";
      default -> Character.isDigit(end) || end == '-' ? "a number" : "";
    };
  }
}
