package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.cli.console.RunEvents;
import io.github.standpipe.internal.cli.console.RunQueues;
import io.github.standpipe.internal.delivery.EntryService;
import io.github.standpipe.internal.fixture.FunctionTarget;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.local.BusService;
import io.github.standpipe.internal.local.EntryCalls;
import io.github.standpipe.internal.local.FunctionCalls;
import io.github.standpipe.internal.local.LivePipe;
import io.github.standpipe.internal.local.TargetCalls;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Queue;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The target of a run, if it is not a state machine.
 *
 * @param follow lets the run's own buses take what the pipe sends
 */
record RunTargets(TargetCalls calls, Consumer<RunEvents> follow) {

  /**
   * The target of a pipe, on the servers of the run or in this process.
   *
   * @throws Fault for a target that cannot be called here
   */
  static RunTargets of(Project project, LivePipe live, PipeDefinition pipe, RunQueues queues) {
    return switch (live.pipe().target()) {
      case Target.OfQueue queue -> still(queue(pipe, queues));
      case Target.OfFunction function -> {
        FunctionTarget called = live.targetFunction();
        yield still(new FunctionCalls(() -> called));
      }
      case Target.OfBus bus -> {
        BusService service = new BusService(bus, rules(project, live));
        yield new RunTargets(
            EntryCalls.of(service), events -> events.endpoint().ifPresent(service::follow));
      }
      case Target.OfLogGroup group -> still(EntryCalls.of(rules(project, live)));
      case Target.OfOther other ->
          throw new Fault(
              pipe.where(),
              "%s sends to %s %s, which is not simulated; standpipe trace shows what it receives"
                  .formatted(pipe.logicalId(), other.type(), pipe.target().name()));
      case Target.OfMachine machine -> throw new IllegalStateException("it starts executions");
    };
  }

  private static RunTargets still(TargetCalls calls) {
    return new RunTargets(calls, events -> {});
  }

  private static TargetCalls queue(PipeDefinition pipe, RunQueues queues) {
    Queue target = pipe.targetQueue().orElseThrow();
    if (target.arn().equals(pipe.queue().arn())) {
      throw new Fault(
          pipe.where(),
          pipe.logicalId()
              + " sends to the queue that it reads, so a run would never end; name another queue");
    }
    return EntryCalls.to(queues.find().apply(target));
  }

  /** What the service accepts at the time of each batch. */
  private static EntryService rules(Project project, LivePipe live) {
    return entries ->
        Optional.of(project.services())
            .flatMap(services -> services.of(live.pipe(), Instant.now()))
            .orElseThrow()
            .send(entries);
  }
}
