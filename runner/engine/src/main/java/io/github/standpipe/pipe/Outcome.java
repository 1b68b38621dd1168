package io.github.standpipe.pipe;

/** What happened to a batch; it decides whether its messages are deleted or return to the queue. */
public sealed interface Outcome {

  /** The target receives its input; once it has accepted, the messages are deleted. */
  record Delivered() implements Outcome {}

  /**
   * Nothing was left after a stage, so the target is not called, and the messages are deleted.
   *
   * @param after the stage that left an empty batch, for example {@link Stage#FILTERED}
   */
  record Discarded(Stage after) implements Outcome {}

  /**
   * A stage failed: every message that passed the filter returns to the queue.
   *
   * @param at the stage that failed
   * @param cause why, in one line without payloads
   */
  record Returned(Stage at, String cause) implements Outcome {}
}
