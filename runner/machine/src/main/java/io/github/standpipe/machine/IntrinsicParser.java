package io.github.standpipe.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the text of an intrinsic function call. */
final class IntrinsicParser {
  /** The service's maximum depth. */
  private static final int DEEPEST = 10;

  private static final Pattern NAME = Pattern.compile("States\\.[A-Za-z0-9]+");
  private static final Pattern LITERAL =
      Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|true|false|null");

  private final String text;
  private int at;

  private IntrinsicParser(String text) {
    this.text = text;
  }

  /**
   * Parses a whole text.
   *
   * @throws IllegalArgumentException with a message, for a text that is not a call
   */
  static Intrinsic.Call parse(String text) {
    IntrinsicParser parser = new IntrinsicParser(text);
    Intrinsic.Call call = parser.call(1);
    parser.blanks();
    if (parser.at < text.length()) {
      throw parser.unexpected();
    }
    return call;
  }

  private Intrinsic.Call call(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nests more than " + DEEPEST + " calls");
    }
    String name = take(NAME);
    blanks();
    take('(');
    List<Intrinsic> arguments = new ArrayList<>();
    blanks();
    while (peek() != ')') {
      arguments.add(argument(depth));
      blanks();
      if (peek() == ',') {
        at++;
        blanks();
        if (peek() == ')') {
          throw unexpected();
        }
      } else if (peek() != ')') {
        throw unexpected();
      }
    }
    at++;
    return new Intrinsic.Call(name, arguments);
  }

  private Intrinsic argument(int depth) {
    if (peek() == '\'') {
      return new Intrinsic.Text(quoted());
    }
    if (peek() == '$') {
      return new Intrinsic.Path(path());
    }
    return text.startsWith("States.", at) ? call(depth + 1) : new Intrinsic.Literal(take(LITERAL));
  }

  /** Only a quote, a backslash and the braces of a format may be escaped. */
  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\'') {
        at++;
        return value.toString();
      }
      if (c == '\\') {
        at++;
        char escaped = peek();
        if ("'\\{}".indexOf(escaped) < 0) {
          throw new IllegalArgumentException("has an escape that is not one of \\' \\\\ \\{ \\}");
        }
        if (escaped == '{' || escaped == '}') {
          value.append('\\');
        }
        value.append(escaped);
      } else {
        value.append(c);
      }
    }
    throw unexpected();
  }

  /** Ends at a comma or parenthesis outside of brackets and quotes. */
  private String path() {
    int start = at;
    int depth = 0;
    char quote = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote != 0) {
        quote = c == quote && text.charAt(at - 1) != '\\' ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '[' || c == '(') {
        depth++;
      } else if (c == ']' || c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0 && (c == ',' || c == ')')) {
        break;
      }
    }
    return text.substring(start, at).strip();
  }

  private String take(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw unexpected();
    }
    at = matcher.end();
    return matcher.group();
  }

  private void take(char expected) {
    if (peek() != expected) {
      throw unexpected();
    }
    at++;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        at < text.length() ? "has an unexpected '" + text.charAt(at) + "'" : "ends too early");
  }
}
