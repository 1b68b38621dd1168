package io.github.standpipe.internal.jslt;

import java.util.regex.Pattern;

/**
 * How long one evaluation may take. It is checked at each call of a function, each item of a loop
 * and each step of a regular expression, and looks at the clock at only a few of these.
 */
public final class EvaluationLimit {
  private static final int BETWEEN = 0xFFF;

  /** An evaluation took too long. */
  public static final class OverdueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String function;

    OverdueException(String place, String function) {
      super("takes too long", null, false, false);
      this.place = place;
      this.function = function;
    }

    /** {@code line:column} or {@code file:line:column}; empty if it is not known. */
    public String place() {
      return place;
    }

    /** The function that was being called; empty if that is not known. */
    public String function() {
      return function;
    }
  }

  private final long end;
  private int steps;

  private EvaluationLimit(long end) {
    this.end = end;
  }

  /** A limit at a distance from now. */
  public static EvaluationLimit in(java.time.Duration time) {
    return new EvaluationLimit(System.nanoTime() + time.toNanos());
  }

  /**
   * Whether a text matches as a whole.
   *
   * @throws OverdueException if the time runs out first
   */
  public boolean matches(Pattern pattern, String text) {
    return pattern.matcher(new LimitedText(text, this)).matches();
  }

  /**
   * Counts a step.
   *
   * @throws OverdueException if the time has run out
   */
  void step() {
    if ((++steps & BETWEEN) == 0) {
      check();
    }
  }

  void check() {
    if (System.nanoTime() - end > 0) {
      throw new OverdueException("", "");
    }
  }
}
