package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.jsonata.JsonataTokens;
import io.github.standpipe.internal.jsonata.JsonataTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A token of a JSONata expression.
 *
 * @param text without quotes
 * @param isPlain whether the text is the one that is meant: it has no escapes
 */
record ExpressionToken(TokenKind kind, String text, boolean isPlain) {

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
    for (Token token : JsonataTokens.of(expression)) {
      if (token.kind() == JsonataTokens.Kind.REGEX) {
        return Optional.empty();
      }
      tokens.add(of(token));
    }
    return Optional.of(tokens);
  }

  private static ExpressionToken of(Token token) {
    String text = token.text();
    return switch (token.kind()) {
      case STRING -> {
        String inside = text.substring(1, Math.max(1, text.length() - 1));
        yield new ExpressionToken(TokenKind.TEXT, inside, !inside.contains("\\"));
      }
      case NAME -> new ExpressionToken(TokenKind.NAME, token.name(), !text.startsWith("`"));
      case VARIABLE -> new ExpressionToken(TokenKind.VARIABLE, text, true);
      case NUMBER -> new ExpressionToken(TokenKind.NUMBER, text, true);
      case OPERATOR, REGEX -> new ExpressionToken(TokenKind.SIGN, text, true);
    };
  }
}
