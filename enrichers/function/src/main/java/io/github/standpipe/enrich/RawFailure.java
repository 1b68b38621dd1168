package io.github.standpipe.enrich;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Describes exceptions that JSLT's functions throw without a message of their own. */
final class RawFailure {
  private RawFailure() {}

  /** The message, which holds no value. */
  static String message(Throwable e) {
    return switch (e) {
      case StackOverflowError overflow when isOf(Pattern.class, overflow) ->
          "the stack overflowed: a regular expression needs too deep a search; simplify it";
      case StackOverflowError overflow ->
          "the stack overflowed: a function calls itself without end";
      case NumberFormatException number ->
          "a string has more decimals than JSLT can read; cut it to 18";
      case PatternSyntaxException regexp -> "syntax error in a regular expression";
      case IllegalArgumentException url when isOf(URLDecoder.class, url) ->
          "parse-url() cannot decode the query; write each % in it as %25";
      case StringIndexOutOfBoundsException index -> "an index is larger than " + Integer.MAX_VALUE;
      case NullPointerException missing ->
          "a function was given null and needs a value; test for null first";
      default -> e.getClass().getSimpleName() + " inside a function";
    };
  }

  /** Whether it was thrown in a class. */
  private static boolean isOf(Class<?> type, Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .limit(20)
        .anyMatch(frame -> frame.getClassName().startsWith(type.getName()));
  }
}
