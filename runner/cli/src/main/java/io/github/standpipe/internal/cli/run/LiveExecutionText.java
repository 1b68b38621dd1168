package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.cli.console.ExecutionText;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.internal.fixture.LiveExecution;
import io.github.standpipe.machine.MachineStep;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How the executions of a run went: one line each, and details of what failed on the way. */
final class LiveExecutionText {
  private static final int MOST = 20;

  private final PrintWriter out;
  private final Ink ink;
  private final RunReport.Detail detail;
  private final Set<String> reasons = new HashSet<>();

  LiveExecutionText(PrintWriter out, Ink ink, RunReport.Detail detail) {
    this.out = out;
    this.ink = ink;
    this.detail = detail;
  }

  void print(LiveExecution execution) {
    switch (execution) {
      case LiveExecution.Incomplete incomplete -> incomplete(incomplete.reason());
      case LiveExecution.Complete complete -> complete(complete);
    }
    for (CollectedQuarantine.Message message : execution.quarantined()) {
      out.println(
          "    "
              + ink.careful("quarantined")
              + ": message "
              + message.messageId()
              + ": "
              + message.reason());
    }
  }

  /** A reason is printed once, no matter how many executions it stops. */
  private void incomplete(String reason) {
    if (reasons.add(reason)) {
      out.println("  " + ink.careful("not continued") + ": " + reason);
    }
  }

  private void complete(LiveExecution.Complete complete) {
    if (detail == RunReport.Detail.VALUES) {
      new ExecutionText(out).print(complete.json());
    } else {
      out.println("  execution " + end(complete) + ": " + ExecutionTally.of(complete).words());
    }
    if (detail != RunReport.Detail.LINES) {
      failures(complete.failures());
    }
  }

  /** {@code succeeded}, {@code failed in Announce with States.Timeout}. */
  private String end(LiveExecution.Complete complete) {
    String status = complete.json().path("status").asText();
    String word = status.toLowerCase(Locale.ROOT).replace('_', ' ');
    if (status.equals("SUCCEEDED")) {
      return ink.good(word);
    }
    return ink.bad(word)
        + place(complete.failures())
        + (complete.json().has("error") ? " with " + complete.json().path("error").asText() : "");
  }

  /** The innermost state of those that failed last. */
  private static String place(List<MachineStep> failures) {
    String innermost = "";
    for (MachineStep step : failures.reversed()) {
      if (!(step instanceof MachineStep.UnhandledFailure failure)) {
        break;
      }
      innermost = " in " + failure.state();
    }
    return innermost;
  }

  private void failures(List<MachineStep> failures) {
    failures.stream().limit(MOST).forEach(step -> out.println("    " + line(step)));
    if (failures.size() > MOST) {
      out.println("    and " + Words.count(failures.size() - MOST, "more failed attempt"));
    }
  }

  private static String line(MachineStep step) {
    return switch (step) {
      case MachineStep.RetrierUse(String state, int retrier, String error, Duration delay) ->
          failed(state, error) + ", tried again after " + seconds(delay) + " s";
      case MachineStep.CatcherUse(String state, int catcher, String error, String next) ->
          failed(state, error) + ", caught, goes on with " + next;
      case MachineStep.UnhandledFailure(String state, String error) ->
          failed(state, error) + ", not caught";
      case MachineStep.StateEntry(String state) -> state;
      case MachineStep.BranchChoice(String state, int branch) -> state;
      case MachineStep.ItemCount(String state, int items) -> state;
      case MachineStep.ComparisonResult compared -> compared.state();
    };
  }

  private static String failed(String state, String error) {
    return state + " failed" + (error.isEmpty() ? "" : " with " + error);
  }

  private static String seconds(Duration delay) {
    return delay.toMillis() % 1000 == 0
        ? String.valueOf(delay.toSeconds())
        : String.valueOf(delay.toMillis() / 1000.0);
  }
}
