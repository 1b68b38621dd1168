package io.github.standpipe.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Keeps the functions of JSLT that match regular expressions from taking for ever: what may take
 * long on a text is tried on it first, with an eye on the time. JSLT then does the same once more.
 */
final class Regexps {
  private static final Set<String> FUNCTIONS = Set.of("test", "capture", "split", "replace");

  /** A group that repeats, a reference back, or more than one repetition. */
  private static final Pattern LONG =
      Pattern.compile("\\)[*+{?]|\\\\[1-9k]|[*+}].*[*+{]", Pattern.DOTALL);

  private static final int KEPT = 1_000;

  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private Regexps() {}

  static boolean match(String function) {
    return FUNCTIONS.contains(function);
  }

  /** Tries what a function is about to do. */
  static void check(JsonNode[] given, EvaluationLimit limit) {
    if (given.length < 2 || !given[0].isTextual() || !given[1].isTextual()) {
      return;
    }
    String regexp = given[1].textValue();
    if (!LONG.matcher(regexp).find()) {
      return;
    }
    try {
      Pattern pattern = COMPILED.get(regexp);
      if (pattern == null) {
        pattern = Pattern.compile(regexp);
        if (COMPILED.size() < KEPT) {
          COMPILED.put(regexp, pattern);
        }
      }
      Matcher matcher = pattern.matcher(new LimitedText(given[0].textValue(), limit));
      while (matcher.find()) {
        limit.step();
      }
    } catch (PatternSyntaxException e) {
      // JSLT says so
    }
  }
}
