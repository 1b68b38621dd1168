package io.github.standpipe.jslt;

/** What one evaluation knows of pending values. */
final class PendingState {
  /** A value of this evaluation is pending. */
  boolean any;

  /** An operand of the operator that is evaluated is pending. */
  boolean operand;
}
