package io.github.standpipe.internal.runtime;

/** The result of a call. */
sealed interface CallResult {
  /**
   * The handler answered with JSON.
   *
   * @param marksOutput whether the end of the call's output is marked in it
   */
  record Answered(byte[] body, boolean marksOutput) implements CallResult {}

  /** The handler failed, and the process can take more calls, unless it could not start. */
  record Failed(FunctionError error, boolean marksOutput) implements CallResult {}

  /** The time was over. */
  record TimedOut() implements CallResult {}

  /** The process ended. */
  record Exited() implements CallResult {}
}
