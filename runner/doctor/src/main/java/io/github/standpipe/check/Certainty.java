package io.github.standpipe.check;

import java.util.Collection;

/** Whether something holds, as far as a template shows. */
enum Certainty {
  NO,
  MAYBE,
  YES;

  static Certainty of(boolean holds) {
    return holds ? YES : NO;
  }

  /** Whether any of them holds. */
  static Certainty any(Collection<Certainty> answers) {
    return answers.stream().reduce(NO, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  Certainty or(Certainty other) {
    return compareTo(other) > 0 ? this : other;
  }

  Certainty not() {
    return switch (this) {
      case NO -> YES;
      case MAYBE -> MAYBE;
      case YES -> NO;
    };
  }

  Certainty and(Certainty other) {
    return compareTo(other) < 0 ? this : other;
  }
}
