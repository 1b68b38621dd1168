package io.github.standpipe.internal.jsonata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits a JSONata expression into tokens, as the library does, which does not expose its own:
 * strings, regular expressions, comments and quoted names hide what looks like something else.
 */
public final class JsonataTokens {
  /** What a token is. */
  public enum Kind {
    /**
     * A field's name, plain or in backquotes, or a word such as {@code function} or {@code null}.
     */
    NAME,
    /** With its dollar sign. */
    VARIABLE,
    NUMBER,
    STRING,
    /** With its slashes and flags. */
    REGEX,
    /** Everything else, one symbol each, and the words {@code and}, {@code or} and {@code in}. */
    OPERATOR
  }

  /**
   * A token.
   *
   * @param operand whether it stands where a value begins, rather than behind one
   */
  public record Token(Kind kind, String text, int start, int end, boolean operand) {
    /** A name without its backquotes. */
    public String name() {
      return text.startsWith("`") ? text.substring(1, Math.max(1, text.length() - 1)) : text;
    }

    public boolean is(String symbol) {
      return kind == Kind.OPERATOR && text.equals(symbol);
    }
  }

  private static final String BLANKS = " \t\n\r\u000b";
  private static final String SYMBOLS = ".[]{}(),@#;:?+-*/%|=<>^&!~";
  private static final Set<String> WORDS = Set.of("and", "or", "in");
  private static final Set<String> PAIRS = Set.of("..", ":=", "!=", ">=", "<=", "**", "~>");

  /** Symbols that are values of their own where a value begins. */
  private static final Set<String> VALUES = Set.of("*", "**", "%", "?");

  private static final Map<Character, Character> CLOSING = Map.of('(', ')', '[', ']', '{', '}');

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean operand = true;

  /** Whether a function's parameters were opened, behind which its signature may stand. */
  private boolean parameters;

  private JsonataTokens(String text) {
    this.text = text;
  }

  /** The tokens of an expression; any text has some. */
  public static List<Token> of(String expression) {
    JsonataTokens scan = new JsonataTokens(expression);
    while (scan.skipsBlanks() < expression.length()) {
      scan.next();
    }
    return scan.tokens;
  }

  private int skipsBlanks() {
    while (at < text.length()) {
      if (BLANKS.indexOf(text.charAt(at)) >= 0) {
        at++;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        break;
      }
    }
    return at;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      value(Kind.STRING, stringEnd(c));
    } else if (c == '`') {
      int end = text.indexOf('`', at + 1);
      value(Kind.NAME, end < 0 ? text.length() : end + 1);
    } else if (c == '/' && operand) {
      value(Kind.REGEX, regexEnd());
    } else if (c >= '0' && c <= '9') {
      value(Kind.NUMBER, numberEnd());
    } else if (SYMBOLS.indexOf(c) >= 0) {
      symbol();
    } else {
      word();
    }
  }

  private void value(Kind kind, int end) {
    add(kind, end);
    operand = false;
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), at, end, operand));
    at = end;
  }

  private int stringEnd(char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), end + 1);
  }

  /** A slash inside of brackets does not end it. */
  private int regexEnd() {
    int depth = 0;
    int end = at + 1;
    while (end < text.length() && !(text.charAt(end) == '/' && depth <= 0)) {
      char c = text.charAt(end);
      depth += CLOSING.containsKey(c) ? 1 : CLOSING.containsValue(c) ? -1 : 0;
      end += c == '\\' ? 2 : 1;
    }
    end = Math.min(text.length(), end + 1);
    while (end < text.length() && "im".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private int numberEnd() {
    int end = digitsEnd(at);
    if (end + 1 < text.length() && text.charAt(end) == '.' && digitsEnd(end + 1) > end + 1) {
      end = digitsEnd(end + 1);
    }
    if (end < text.length() && "eE".indexOf(text.charAt(end)) >= 0) {
      int sign = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? 2 : 1;
      int exponent = digitsEnd(end + sign);
      end = exponent > end + sign ? exponent : end;
    }
    return end;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private void word() {
    int end = at;
    while (end < text.length()
        && SYMBOLS.indexOf(text.charAt(end)) < 0
        && BLANKS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String word = text.substring(at, end);
    if (WORDS.contains(word) && !operand) {
      add(Kind.OPERATOR, end);
      operand = true;
    } else {
      parameters |= word.equals("function") || word.equals("\u03bb");
      value(word.startsWith("$") ? Kind.VARIABLE : Kind.NAME, end);
    }
  }

  private void symbol() {
    int end =
        at + 2 <= text.length() && PAIRS.contains(text.substring(at, at + 2)) ? at + 2 : at + 1;
    String symbol = text.substring(at, end);
    add(Kind.OPERATOR, end);
    operand = !(VALUES.contains(symbol) && operand) && !CLOSING.containsValue(symbol.charAt(0));
    if (symbol.equals(")") && parameters) {
      parameters = false;
      signature();
    }
  }

  /** A signature is not an expression. */
  private void signature() {
    if (skipsBlanks() < text.length() && text.charAt(at) == '<') {
      int depth = 0;
      do {
        depth += text.charAt(at) == '<' ? 1 : text.charAt(at) == '>' ? -1 : 0;
        at++;
      } while (at < text.length() && depth > 0);
    }
  }
}
