package io.github.standpipe.json;

import java.util.Locale;

/**
 * Text from outside, made safe for a line of output: characters that move the cursor, end a line,
 * change the direction of text or are invisible are written as JSON escapes.
 */
public final class Printable {
  private Printable() {}

  /**
   * {@return a text as one safe line; one that already is safe is returned unchanged}
   *
   * @param text any text
   */
  public static String line(String text) {
    int at = 0;
    while (at < text.length() && isPlain(text, at)) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder line = new StringBuilder(text.length() + 16).append(text, 0, at);
    for (; at < text.length(); at++) {
      if (isPlain(text, at)) {
        line.append(text.charAt(at));
      } else {
        line.append(escape(text.charAt(at)));
      }
    }
    return line.toString();
  }

  /**
   * {@return the first characters of a longer text and {@code ...}; a text that is short enough is
   * returned unchanged}
   *
   * <p>A surrogate pair is not split, so one character fewer may be kept.
   *
   * @param text any text
   * @param most how many characters ({@code char}) to keep, not counting the ellipsis
   */
  public static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean splits = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, splits ? most - 1 : most) + "...";
  }

  /**
   * {@return a text that UTF-8 can express: each lone surrogate is written as a JSON escape}
   *
   * @param text any text
   */
  public static String pairs(String text) {
    StringBuilder pairs = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            pairs.append(escape((char) c));
          } else {
            pairs.appendCodePoint(c);
          }
        });
    return pairs.toString();
  }

  /**
   * {@return a character as a JSON escape: a backslash, {@code u} and four hexadecimal digits}
   *
   * @param c any character
   */
  public static String escape(char c) {
    return String.format(Locale.ROOT, "\\u%04x", (int) c);
  }

  private static boolean isPlain(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return isPlain(c);
  }

  /**
   * {@return whether a character is printed as itself and does not affect others; surrogates, which
   * need their partner, count as plain}
   *
   * @param c any character
   */
  public static boolean isPlain(char c) {
    return !Character.isISOControl(c)
        && !(c >= 0x200E && c <= 0x200F)
        && !(c >= 0x2028 && c <= 0x202E)
        && !(c >= 0x2066 && c <= 0x2069)
        && c != 0x061C
        && c != 0xFEFF;
  }
}
