package io.github.standpipe.cli;

import io.github.standpipe.enrich.Arn;
import io.github.standpipe.fixture.LiveExecution;
import io.github.standpipe.fixture.LiveMachine;
import io.github.standpipe.local.Executions;
import io.github.standpipe.pipe.Payload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Carries each execution that is accepted on into the machine behind the pipe, if that is run. */
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

  /** How an execution went, once; empty for one that was not followed. */
  Optional<LiveExecution> take(String arn) {
    return Optional.ofNullable(ended.remove(arn));
  }

  /** Whether they run here. */
  boolean areRun() {
    return machine.isPresent();
  }

  /** Why they do not run here, though they were to. */
  Optional<String> obstacle() {
    return obstacle;
  }

  ExecutionTally tally() {
    return tally.get();
  }
}
