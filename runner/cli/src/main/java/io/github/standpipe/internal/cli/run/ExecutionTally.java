package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.fixture.LiveExecution;
import io.github.standpipe.machine.MachineStep;
import java.util.List;

/**
 * The counts of the executions that a run continued in the machine.
 *
 * @param incomplete those that could not be run to their end
 * @param calls of tasks
 * @param retries attempts that failed and were repeated
 * @param catches failures that a catcher handled
 * @param quarantined messages that functions quarantined
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

  /** {@code 8 calls, 2 retries, 1 catch}; counts of zero are left out. */
  String words() {
    return Words.count(calls, "call")
        + (retries == 0 ? "" : ", " + (retries == 1 ? "1 retry" : "%,d retries".formatted(retries)))
        + (catches == 0 ? "" : ", " + (catches == 1 ? "1 catch" : "%,d catches".formatted(catches)))
        + (quarantined == 0 ? "" : ", %,d quarantined".formatted(quarantined));
  }
}
