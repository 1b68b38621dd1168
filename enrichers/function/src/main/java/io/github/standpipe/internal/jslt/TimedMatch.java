package io.github.standpipe.internal.jslt;

import io.github.standpipe.json.Fault;
import java.time.Duration;
import java.util.regex.Pattern;

/** Matches regular expressions that could search without end on some texts. */
public final class TimedMatch {
  private TimedMatch() {}

  /**
   * Whether a text matches as a whole.
   *
   * @throws Fault if that is not known within the time limit
   */
  public static boolean of(Pattern pattern, String text, Duration longest) {
    try {
      return EvaluationLimit.in(longest).matches(pattern, text);
    } catch (EvaluationLimit.OverdueException e) {
      throw new Fault(
          "matches '"
              + pattern
              + "' takes longer than "
              + longest.toSeconds()
              + " s; simplify the regular expression");
    }
  }
}
