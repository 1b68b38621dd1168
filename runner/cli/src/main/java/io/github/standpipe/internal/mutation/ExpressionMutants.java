package io.github.standpipe.internal.mutation;

import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The changes of an expression in JSONata, and of a path or an intrinsic in JSONPath. */
final class ExpressionMutants {
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|!=|<=|>=|~>|:=|[=<>+*/-]"
              + "|\\b\\d+(?:\\.\\d+)?\\b|\\$?[A-Za-z_]\\w*|[\\[\\]().]");

  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("=", "!="),
          Map.entry("!=", "="),
          Map.entry("<", ">="),
          Map.entry("<=", ">"),
          Map.entry(">", "<="),
          Map.entry(">=", "<"),
          Map.entry("and", "or"),
          Map.entry("or", "and"),
          Map.entry("true", "false"),
          Map.entry("false", "true"),
          Map.entry("+", "-"),
          Map.entry("-", "+"));

  private static final Pattern PATH = Pattern.compile("\\$\\$?(?:\\.[A-Za-z_]\\w*|\\[[^\\]]*])+");

  private ExpressionMutants() {}

  /** Each changed text of {@code {% ... %}}. */
  static void jsonata(String expression, Consumer<String> found) {
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      String text = token.group();
      String other = OTHERS.get(text);
      if (other == null && text.length() > 1 && "'\"".indexOf(text.charAt(0)) >= 0) {
        other = text.charAt(0) + "not " + text.substring(1);
      } else if (other == null && Character.isDigit(text.charAt(0))) {
        other = OtherLiteral.shifted(text);
      }
      if (other != null) {
        found.accept(
            expression.substring(0, token.start()) + other + expression.substring(token.end()));
      }
    }
  }

  /** The text with the last key of each path changed, for a path or an intrinsic. */
  static void paths(String text, Consumer<String> found) {
    Matcher path = PATH.matcher(text);
    while (path.find()) {
      if (Character.isLetterOrDigit(text.charAt(path.end() - 1))) {
        found.accept(text.substring(0, path.end()) + "X" + text.substring(path.end()));
      }
    }
  }
}
