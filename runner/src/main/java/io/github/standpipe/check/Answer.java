package io.github.standpipe.check;

import java.util.Collection;

/** Whether something holds, as far as a template can tell. */
enum Answer {
  NO,
  MAYBE,
  YES;

  static Answer of(boolean holds) {
    return holds ? YES : NO;
  }

  /** Whether any of them holds. */
  static Answer any(Collection<Answer> answers) {
    return answers.stream().reduce(NO, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  Answer or(Answer other) {
    return compareTo(other) > 0 ? this : other;
  }

  Answer not() {
    return switch (this) {
      case NO -> YES;
      case MAYBE -> MAYBE;
      case YES -> NO;
    };
  }

  Answer and(Answer other) {
    return compareTo(other) < 0 ? this : other;
  }
}
