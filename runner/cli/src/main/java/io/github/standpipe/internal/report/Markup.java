package io.github.standpipe.internal.report;

import java.util.Locale;

/** Escapes any text for XML and HTML. */
final class Markup {
  private Markup() {}

  /**
   * Escapes for an element and for an attribute in quotes. Characters that neither language allows,
   * or that would be displayed as something else, are escaped as in JSON: <code>&#92;u0000</code>.
   */
  static String escaped(String text) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, plain);
    text.substring(plain).codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  /**
   * Without markup escapes, for a script that inserts it as text; invisible characters are escaped
   * as above.
   */
  static String visible(String text) {
    int plain = 0;
    while (plain < text.length() && isVisible(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          if (c == '\n' || c == '\t') {
            visible.append((char) c);
          } else {
            appendVisible(visible, c);
          }
        });
    return visible.toString();
  }

  private static boolean isVisible(char c) {
    return c >= ' ' && c <= '~' || c == '\n' || c == '\t';
  }

  /** Whether a character needs no escape. */
  private static boolean isPlain(char c) {
    return c >= ' ' && c <= '~' && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
  }

  private static void append(StringBuilder to, int c) {
    switch (c) {
      case '&' -> to.append("&amp;");
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '"' -> to.append("&quot;");
      case '\'' -> to.append("&#39;");
      case '\n' -> to.append("&#10;");
      case '\t' -> to.append("&#9;");
      default -> appendVisible(to, c);
    }
  }

  private static void appendVisible(StringBuilder to, int c) {
    if (isShown(c)) {
      to.appendCodePoint(c);
    } else {
      to.append(String.format(Locale.ROOT, "\\u%04x", c));
    }
  }

  private static boolean isShown(int c) {
    boolean isHalf = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean isNothing = (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
    boolean turnsText = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    return !Character.isISOControl(c) && !isHalf && !isNothing && !turnsText;
  }
}
