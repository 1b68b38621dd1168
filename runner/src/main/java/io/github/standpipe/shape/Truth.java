package io.github.standpipe.shape;

import java.util.Collection;

/** Whether something holds of every value of a shape, of some perhaps, or of none. */
public enum Truth {
  NEVER,
  PERHAPS,
  ALWAYS;

  static Truth of(boolean holds) {
    return holds ? ALWAYS : NEVER;
  }

  /** Whether all of them hold of one value. */
  static Truth all(Collection<Truth> truths) {
    return truths.stream().reduce(ALWAYS, (a, b) -> a.compareTo(b) < 0 ? a : b);
  }

  /** Whether any of them holds of one value. */
  static Truth any(Collection<Truth> truths) {
    return truths.stream().reduce(NEVER, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  /** What holds if it is not known which of them it is; {@code NEVER} for nothing at all. */
  static Truth whichever(Collection<Truth> truths) {
    return truths.stream().distinct().reduce((a, b) -> PERHAPS).orElse(NEVER);
  }
}
