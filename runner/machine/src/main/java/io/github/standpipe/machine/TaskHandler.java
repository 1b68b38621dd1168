package io.github.standpipe.machine;

/** Answers the tasks of a run: a state machine's only access to the outside. */
@FunctionalInterface
public interface TaskHandler {
  /**
   * Performs one call; each retry of a task is another call.
   *
   * @param call the call, with its arguments resolved
   * @return the answer of the service
   */
  TaskOutcome perform(TaskCall call);

  /**
   * Observes the other steps of the run; by default none.
   *
   * @param step the step, in the order of the run
   */
  default void follow(MachineStep step) {}

  /**
   * {@return whether it follows each comparison of the conditions in JSONata, which costs time;
   * false by default}
   */
  default boolean followsComparisons() {
    return false;
  }
}
