package io.github.standpipe.internal.schema;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A short text that a regular expression finds, for the expressions that schemas usually have. */
final class PatternSample {
  private static final int MOST_COPIES = 200;

  private final String pattern;
  private int at;

  private PatternSample(String pattern) {
    this.pattern = pattern;
  }

  /** Empty if none was found; it is confirmed by evaluating the expression. */
  static Optional<String> of(String pattern) {
    try {
      String text = new PatternSample(pattern).alternatives();
      return Pattern.compile(pattern).matcher(text).find() ? Optional.of(text) : Optional.empty();
    } catch (PatternSyntaxException | IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean is(char c) {
    return at < pattern.length() && pattern.charAt(at) == c;
  }

  /** The first of them; the others are skipped. */
  private String alternatives() {
    String first = sequence();
    while (is('|')) {
      at++;
      sequence();
    }
    return first;
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && !is('|') && !is(')')) {
      String one = atom();
      text.append(one.repeat(copies()));
    }
    return text.toString();
  }

  private String atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '^', '$' -> "";
      case '.' -> "a";
      case '(' -> group();
      case '[' -> set();
      case '\\' -> escaped(pattern.charAt(at++));
      default -> String.valueOf(c);
    };
  }

  private String group() {
    boolean isAhead = pattern.startsWith("?=", at) || pattern.startsWith("?!", at);
    if (is('?')) {
      at += pattern.startsWith("?<", at) ? pattern.indexOf('>', at) - at + 1 : 2;
    }
    String inside = alternatives();
    at++;
    return isAhead ? "" : inside;
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'd' -> "0";
      case 'w' -> "a";
      case 's' -> " ";
      case 'b', 'B' -> "";
      case 'D', 'W', 'S' -> "-";
      default -> String.valueOf(c);
    };
  }

  /** A character of a class: the first of its first range, or one that it leaves out. */
  private String set() {
    boolean isNegated = is('^');
    int from = at + (isNegated ? 1 : 0);
    int end = from;
    while (pattern.charAt(end) != ']' || end == from) {
      end += pattern.charAt(end) == '\\' ? 2 : 1;
    }
    String all = pattern.substring(at - 1, end + 1);
    at = end + 1;
    if (!isNegated) {
      char first = pattern.charAt(from);
      return first == '\\' ? escaped(pattern.charAt(from + 1)) : String.valueOf(first);
    }
    Pattern one = Pattern.compile(all);
    return "a0A-_ ."
        .chars()
        .mapToObj(Character::toString)
        .filter(text -> one.matcher(text).matches())
        .findFirst()
        .orElse("~");
  }

  private int copies() {
    int copies = 1;
    if (is('*') || is('?')) {
      copies = 0;
      at++;
    } else if (is('+')) {
      at++;
    } else if (is('{')) {
      int end = pattern.indexOf('}', at);
      copies = Integer.parseInt(pattern.substring(at + 1, end).replaceFirst(",.*", ""));
      at = end + 1;
    }
    if (is('?') || is('+')) {
      at++; // reluctant or possessive
    }
    return Math.min(copies, MOST_COPIES);
  }
}
