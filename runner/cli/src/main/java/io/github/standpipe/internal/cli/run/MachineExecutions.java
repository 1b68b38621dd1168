package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.fixture.LiveExecution;
import io.github.standpipe.internal.fixture.LiveMachine;
import io.github.standpipe.internal.fixture.MachineAnswer;
import io.github.standpipe.internal.local.Executions;
import io.github.standpipe.json.Arn;
import io.github.standpipe.pipe.Payload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Runs each accepted execution in the machine behind the pipe, if the machine is run. */
final class MachineExecutions implements Executions {
  private final Executions starts;
  private final Optional<LiveMachine> machine;
  private final Optional<String> obstacle;
  private final Map<String, LiveExecution> ended = new ConcurrentHashMap<>();
  private final AtomicReference<ExecutionTally> tally = new AtomicReference<>(ExecutionTally.NONE);

  private MachineExecutions(
      Executions starts, Optional<LiveMachine> machine, Optional<String> obstacle) {
    this.starts = starts;
    this.machine = machine;
    this.obstacle = obstacle;
  }

  /** Executions that are started, and not followed. */
  static MachineExecutions startedOnly(Executions starts) {
    return new MachineExecutions(starts, Optional.empty(), Optional.empty());
  }

  /** Executions that run here, if the machine can be run. */
  static MachineExecutions of(Executions starts, LiveMachine.Finding finding) {
    return switch (finding) {
      case LiveMachine.Finding.Usable(LiveMachine machine) ->
          new MachineExecutions(starts, Optional.of(machine), Optional.empty());
      case LiveMachine.Finding.Unusable(String reason) ->
          new MachineExecutions(starts, Optional.empty(), Optional.of(reason));
    };
  }

  @Override
  public String start(String stateMachineArn, Payload input) {
    String arn = starts.start(stateMachineArn, input);
    machine.ifPresent(behind -> {
      LiveExecution execution = behind.run(Arn.name(arn), input);
      ended.put(arn, execution);
      tally.accumulateAndGet(ExecutionTally.of(execution), ExecutionTally::plus);
    });
    return arn;
  }

  @Override
  public Optional<MachineAnswer> answer(String execution) {
    return ended.get(execution) instanceof LiveExecution.Complete complete
        ? Optional.of(MachineAnswer.of(complete.json()))
        : Optional.empty();
  }

  /** Returns once how an execution went; empty for one that was not followed. */
  Optional<LiveExecution> take(String arn) {
    return Optional.ofNullable(ended.remove(arn));
  }

  /** Whether they run here. */
  boolean areRun() {
    return machine.isPresent();
  }

  /** Why they do not run here, although they should. */
  Optional<String> obstacle() {
    return obstacle;
  }

  ExecutionTally tally() {
    return tally.get();
  }
}
