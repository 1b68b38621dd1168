package io.github.standpipe.cli;

import io.github.standpipe.fixture.LiveExecution;
import io.github.standpipe.machine.MachineStep;
import java.util.List;

/**
 * What a run counted of the executions that it carried on.
 *
 * @param incomplete those that were not carried on to their end
 * @param calls of tasks
 * @param retries tries that failed and were made again
 * @param catches failures that a catcher took
 * @param quarantined messages that functions put into quarantine
 */
record ExecutionTally(
    int succeeded,
    int failed,
    int timedOut,
    int incomplete,
    int calls,
    int retries,
    int catches,
    int quarantined) {
  static final ExecutionTally NONE = new ExecutionTally(0, 0, 0, 0, 0, 0, 0, 0);

  /** The count of one. */
  static ExecutionTally of(LiveExecution execution) {
    return switch (execution) {
      case LiveExecution.Incomplete incomplete ->
          new ExecutionTally(0, 0, 0, 1, 0, 0, 0, incomplete.quarantined().size());
      case LiveExecution.Complete complete -> of(complete);
    };
  }

  private static ExecutionTally of(LiveExecution.Complete complete) {
    String status = complete.json().path("status").asText();
    return new ExecutionTally(
        status.equals("SUCCEEDED") ? 1 : 0,
        status.equals("FAILED") ? 1 : 0,
        status.equals("TIMED_OUT") ? 1 : 0,
        0,
        complete.json().path("calls").size(),
        count(complete.failures(), MachineStep.RetrierUse.class),
        count(complete.failures(), MachineStep.CatcherUse.class),
        complete.quarantined().size());
  }

  private static int count(List<MachineStep> steps, Class<? extends MachineStep> kind) {
    return (int) steps.stream().filter(kind::isInstance).count();
  }

  ExecutionTally plus(ExecutionTally other) {
    return new ExecutionTally(
        succeeded + other.succeeded,
        failed + other.failed,
        timedOut + other.timedOut,
        incomplete + other.incomplete,
        calls + other.calls,
        retries + other.retries,
        catches + other.catches,
        quarantined + other.quarantined);
  }

  /** {@code 8 calls, 2 retries, 1 catch}; without those that did not happen. */
  String words() {
    return Words.count(calls, "call")
        + (retries == 0 ? "" : ", " + (retries == 1 ? "1 retry" : "%,d retries".formatted(retries)))
        + (catches == 0 ? "" : ", " + (catches == 1 ? "1 catch" : "%,d catches".formatted(catches)))
        + (quarantined == 0 ? "" : ", %,d quarantined".formatted(quarantined));
  }
}
