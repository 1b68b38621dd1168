package io.github.standpipe.internal.jslt;

import java.util.function.Consumer;

/** The state of one evaluation: its pending values, and how long it may take. */
final class PendingState {
  final EvaluationLimit limit;

  /** A value of this evaluation is pending. */
  boolean any;

  /** An operand of the current operator is pending. */
  boolean operand;

  private final Consumer<String> overflowed;

  PendingState(EvaluationLimit limit, Consumer<String> overflowed) {
    this.limit = limit;
    this.overflowed = overflowed;
  }

  /** An integer did not fit into 64 bits at a place. */
  void overflowed(String place) {
    overflowed.accept(place);
  }
}
