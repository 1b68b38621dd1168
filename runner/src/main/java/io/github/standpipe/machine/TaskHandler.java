package io.github.standpipe.machine;

/** Answers the tasks of a run: the only door of a state machine to what is outside. */
@FunctionalInterface
public interface TaskHandler {
  /**
   * Performs one call, and one call of a task that is retried.
   *
   * @return what the service would answer
   */
  TaskOutcome perform(TaskCall call);

  /** Follows what the run does besides. */
  default void follow(MachineStep step) {}
}
