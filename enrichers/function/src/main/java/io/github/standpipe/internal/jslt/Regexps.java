package io.github.standpipe.internal.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Prevents JSLT's functions for regular expressions from running without end: a regular expression
 * that may be slow is first tried on the text with a time limit. JSLT then does the same again.
 */
final class Regexps {
  private static final Set<String> FUNCTIONS = Set.of("test", "capture", "split", "replace");

  /** A repeated group, a back reference, or more than one repetition. */
  private static final Pattern LONG =
      Pattern.compile("\\)[*+{?]|\\\\[1-9k]|[*+}].*[*+{]", Pattern.DOTALL);

  private static final int KEPT = 1_000;

  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private Regexps() {}

  static boolean match(String function) {
    return FUNCTIONS.contains(function);
  }

  /** Tries the match that a function is about to make. */
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
      // JSLT reports it
    }
  }
}
