package io.github.standpipe.internal.jsonata;

import com.dashjoin.jsonata.Jsonata;
import io.github.standpipe.internal.jsonata.JsonataTokens.Kind;
import io.github.standpipe.internal.jsonata.JsonataTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expression, compiled, with its regular expressions taken out: the library would search with
 * them without a bound. In their places are variables that hold functions.
 */
public record CompiledExpression(Jsonata jsonata, List<Pattern> regexes) {
  /** No expression that people write has such a variable. */
  private static final String VARIABLE = "regex\u00b7";

  /**
   * @throws com.dashjoin.jsonata.JException for a text that is not an expression
   */
  static CompiledExpression of(String expression) {
    StringBuilder text = new StringBuilder();
    List<Pattern> regexes = new ArrayList<>();
    int from = 0;
    for (Token token : JsonataTokens.of(expression)) {
      Optional<Pattern> regex =
          token.kind() == Kind.REGEX ? pattern(token.text()) : Optional.empty();
      if (regex.isPresent()) {
        text.append(expression, from, token.start()).append('$').append(VARIABLE);
        text.append(regexes.size()).append(' ');
        regexes.add(regex.get());
        from = token.end();
      }
    }
    text.append(expression, from, expression.length());
    Jsonata jsonata = JsonataExpressions.compile(text.toString());
    JsonataFunctions.register(jsonata);
    return new CompiledExpression(jsonata, regexes);
  }

  /** Empty for one that the library refuses. */
  private static Optional<Pattern> pattern(String token) {
    int end = token.lastIndexOf('/');
    if (end < 2) {
      return Optional.empty();
    }
    String options = token.substring(end + 1);
    int flags =
        (options.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
            | (options.contains("m") ? Pattern.MULTILINE : 0);
    try {
      return Optional.of(Pattern.compile(token.substring(1, end), flags));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  void bind(Jsonata.Frame frame, JsonataBounds bounds) {
    for (int i = 0; i < regexes.size(); i++) {
      frame.bind(VARIABLE + i, new JsonataRegex(regexes.get(i), bounds));
    }
  }
}
