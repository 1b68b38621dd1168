package io.github.standpipe.internal.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of a JSONata expression.
 *
 * @param text without quotes
 * @param isPlain whether the text is the one that is meant: it has no escapes
 */
record ExpressionToken(TokenKind kind, String text, boolean isPlain) {
  private static final Pattern SKIPPED = Pattern.compile("\\s+|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'", Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile("`([^`]*)`|([\\p{L}_][\\p{L}\\p{N}_]*)|(\\$[\\p{L}\\p{N}_$]*)");
  private static final Pattern NUMBER =
      Pattern.compile("(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
  private static final Pattern SIGN =
      Pattern.compile(":=|\\?\\?|\\?:|\\*\\*|~>|!=|<=|>=|\\.\\.|[-+*/%&=<>.,;:?@#^|!{}()\\[\\]]");
  private static final Set<String> CLOSING = Set.of(")", "]", "}");

  /** The kinds of tokens. */
  enum TokenKind {
    NAME,
    TEXT,
    NUMBER,
    VARIABLE,
    SIGN
  }

  boolean is(String sign) {
    return kind == TokenKind.SIGN && text.equals(sign);
  }

  /** The tokens; empty if one is not known, such as a regular expression. */
  static Optional<List<ExpressionToken>> all(String expression) {
    List<ExpressionToken> tokens = new ArrayList<>();
    int at = 0;
    while (at < expression.length()) {
      Matcher skipped = from(SKIPPED, expression, at);
      if (skipped.lookingAt()) {
        at = skipped.end();
        continue;
      }
      int length = next(expression, at, tokens);
      if (length == 0) {
        return Optional.empty();
      }
      at += length;
    }
    return Optional.of(tokens);
  }

  private static Matcher from(Pattern pattern, String text, int at) {
    return pattern.matcher(text).region(at, text.length());
  }

  /** Adds a token; returns its length, or 0 if it is not known. */
  private static int next(String text, int at, List<ExpressionToken> tokens) {
    Matcher quoted = from(QUOTED, text, at);
    if (quoted.lookingAt()) {
      String inside = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
      tokens.add(new ExpressionToken(TokenKind.TEXT, inside, !inside.contains("\\")));
      return quoted.end() - at;
    }
    Matcher name = from(NAME, text, at);
    if (name.lookingAt()) {
      tokens.add(word(name));
      return name.end() - at;
    }
    for (TokenKind kind : List.of(TokenKind.NUMBER, TokenKind.SIGN)) {
      Matcher matcher = from(kind == TokenKind.NUMBER ? NUMBER : SIGN, text, at);
      if (matcher.lookingAt()) {
        boolean isRegex = matcher.group().equals("/") && !endsOperand(tokens);
        tokens.add(new ExpressionToken(kind, matcher.group(), true));
        return isRegex ? 0 : matcher.end() - at;
      }
    }
    return 0;
  }

  private static ExpressionToken word(Matcher name) {
    return name.group(3) != null
        ? new ExpressionToken(TokenKind.VARIABLE, name.group(3), true)
        : new ExpressionToken(
            TokenKind.NAME,
            name.group(1) == null ? name.group(2) : name.group(1),
            name.group(1) == null);
  }

  private static boolean endsOperand(List<ExpressionToken> tokens) {
    return !tokens.isEmpty()
        && (tokens.getLast().kind() != TokenKind.SIGN || CLOSING.contains(tokens.getLast().text()));
  }
}
