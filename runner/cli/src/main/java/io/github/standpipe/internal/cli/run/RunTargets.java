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
import io.github.standpipe.internal.local.ServerBus;
import io.github.standpipe.internal.local.ServerFunction;
import io.github.standpipe.internal.local.ServerLogs;
import io.github.standpipe.internal.local.Servers;
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
 * @param end ends the connections to a server
 */
record RunTargets(TargetCalls calls, Consumer<RunEvents> follow, Runnable end)
    implements AutoCloseable {

  /**
   * The target of a pipe, on the servers of the run or in this process.
   *
   * @throws Fault for a target that cannot be called here
   */
  static RunTargets of(
      Project project, LivePipe live, PipeDefinition pipe, RunQueues queues, Servers servers) {
    return switch (live.pipe().target()) {
      case Target.OfQueue queue -> still(queue(pipe, queues));
      case Target.OfFunction function ->
          servers
              .server("AWS_ENDPOINT_URL_LAMBDA")
              .map(there -> ServerFunction.at(there, servers, function))
              .map(there -> on(new FunctionCalls(there::target), there::close))
              .orElseGet(() -> function(live.targetFunction()));
      case Target.OfBus bus ->
          servers
              .server("AWS_ENDPOINT_URL_EVENTBRIDGE")
              .map(there -> ServerBus.at(there, servers, bus))
              .map(there -> on(EntryCalls.of(there), there::close))
              .orElseGet(() -> bus(new BusService(bus, rules(project, live))));
      case Target.OfLogGroup group ->
          servers
              .server("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS")
              .map(there -> ServerLogs.at(there, servers, group))
              .map(there -> on(EntryCalls.of(there), there::close))
              .orElseGet(() -> still(EntryCalls.of(rules(project, live))));
      case Target.OfOther other -> still(EntryCalls.of(rules(project, live)));
      case Target.OfMachine machine -> throw new IllegalStateException("it starts executions");
    };
  }

  private static RunTargets still(TargetCalls calls) {
    return on(calls, () -> {});
  }

  private static RunTargets on(TargetCalls calls, Runnable end) {
    return new RunTargets(calls, events -> {}, end);
  }

  private static RunTargets function(FunctionTarget called) {
    return still(new FunctionCalls(() -> called));
  }

  private static RunTargets bus(BusService service) {
    return new RunTargets(
        EntryCalls.of(service), events -> events.endpoint().ifPresent(service::follow), () -> {});
  }

  @Override
  public void close() {
    end.run();
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
