package io.github.standpipe.internal.runtime;

/** What came of a call. */
sealed interface CallResult {
  /** The handler answered with JSON. */
  record Answered(byte[] body) implements CallResult {}

  /** The handler failed, and the process can take more calls, unless it could not start. */
  record Failed(FunctionError error) implements CallResult {}

  /** The time was over. */
  record TimedOut() implements CallResult {}

  /** The process ended. */
  record Exited() implements CallResult {}
}
