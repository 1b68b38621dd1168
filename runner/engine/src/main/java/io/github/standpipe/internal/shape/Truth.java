package io.github.standpipe.internal.shape;

import java.util.Collection;

/** Whether something holds for every value of a shape, perhaps for some, or for none. */
public enum Truth {
  NEVER,
  PERHAPS,
  ALWAYS;

  static Truth of(boolean holds) {
    return holds ? ALWAYS : NEVER;
  }

  /** Whether all of them hold for one value. */
  public static Truth all(Collection<Truth> truths) {
    return truths.stream().reduce(ALWAYS, (a, b) -> a.compareTo(b) < 0 ? a : b);
  }

  /** Whether any of them holds for one value. */
  static Truth any(Collection<Truth> truths) {
    return truths.stream().reduce(NEVER, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  /** What holds if it is unknown which of them applies; {@code NEVER} for an empty list. */
  public static Truth whichever(Collection<Truth> truths) {
    return truths.stream().distinct().reduce((a, b) -> PERHAPS).orElse(NEVER);
  }
}
