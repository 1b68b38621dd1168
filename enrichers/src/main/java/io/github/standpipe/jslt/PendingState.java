package io.github.standpipe.jslt;

/** What one evaluation knows of pending values, and how long it may take. */
final class PendingState {
  final EvaluationLimit limit;

  /** A value of this evaluation is pending. */
  boolean any;

  /** An operand of the operator that is evaluated is pending. */
  boolean operand;

  PendingState(EvaluationLimit limit) {
    this.limit = limit;
  }
}
