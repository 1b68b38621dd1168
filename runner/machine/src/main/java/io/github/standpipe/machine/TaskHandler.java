package io.github.standpipe.machine;

/** Answers the tasks of a run: a state machine's only access to the outside. */
@FunctionalInterface
public interface TaskHandler {
  /**
   * Performs one call; each retry of a task is another call.
   *
   * @return the answer of the service
   */
  TaskOutcome perform(TaskCall call);

  /** Observes the other steps of the run. */
  default void follow(MachineStep step) {}

  /** Whether it follows each comparison of the conditions in JSONata, which costs time. */
  default boolean followsComparisons() {
    return false;
  }
}
