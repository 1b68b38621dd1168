package io.github.standpipe.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a handler certainly expects an object with {@code Records}: it mentions the key in one
 * way only, reads it without a default, and never uses the event otherwise.
 */
final class HandlerReads {
  private static final Pattern PYTHON =
      Pattern.compile("#[^\\n]*|\"\"\"[\\s\\S]*?\"\"\"|'''[\\s\\S]*?'''");
  private static final Pattern SCRIPT = Pattern.compile("/\\*[\\s\\S]*?\\*/|(?<![:\"'`])//[^\\n]*");
  private static final Pattern TEXT =
      Pattern.compile(
          "\"(?!Records\")(?:[^\"\\\\\\n]|\\\\.)*\"|'(?!Records')(?:[^'\\\\\\n]|\\\\.)*'");
  private static final Pattern READ =
      Pattern.compile("\\bevent\\s*(?:\\.\\s*Records\\b|\\[\\s*['\"]Records['\"]\\s*])");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "def\\s+\\w+\\s*\\(\\s*event\\b|\\(\\s*event\\b\\s*(?::[^,)]*)?[^)(]*\\)\\s*(?::[^={]*)?=>|"
              + "\\bevent\\s*=>|function\\s*\\w*\\s*\\(\\s*event\\b");
  private static final Pattern LOGGED =
      Pattern.compile(
          "(?:console\\.\\w+|print|logger?\\.\\w+)\\s*\\((?:[^()]|\\([^()]*\\))*\\)|JSON\\.stringify\\(\\s*event\\s*\\)");
  private static final Pattern EVENT = Pattern.compile("\\bevent\\b");
  private static final Pattern GUARD =
      Pattern.compile("\\b(?:if|in|switch|typeof|instanceof|isinstance)\\b|\\bisArray\\b");

  private static final Pattern CATCHES = Pattern.compile("\\b(?:except|catch)\\b");

  private HandlerReads() {}

  static boolean records(String code, boolean python) {
    String plain = (python ? PYTHON : SCRIPT).matcher(code).replaceAll(" ");
    String bare = LOGGED.matcher(TEXT.matcher(plain).replaceAll("''")).replaceAll(" ");
    Matcher read = READ.matcher(bare);
    if (!read.find() || isCareful(bare, read) || CATCHES.matcher(bare).find()) {
      return false;
    }
    String others = PARAMETER.matcher(READ.matcher(bare).replaceAll(" ")).replaceAll(" ");
    return !EVENT.matcher(others).find();
  }

  /** A default after it, or a condition before it: then a bare array may be accepted too. */
  private static boolean isCareful(String code, Matcher read) {
    String behind = code.substring(read.end()).stripLeading();
    int statement =
        Math.max(code.lastIndexOf(';', read.start()), code.lastIndexOf('\n', read.start()));
    String before = code.substring(statement + 1, read.start());
    return behind.matches("(?s)(?:\\|\\||\\?|&&|or\\b|if\\b|=(?!=)).*")
        || GUARD.matcher(before.replaceAll("\\bfor\\b.*?\\bin\\b", " ")).find()
        || before.matches("(?s).*(?:&&|\\?|\\bnot\\b|!)\\s*\\(?\\s*");
  }
}
