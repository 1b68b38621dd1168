package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** One run of a machine: goes from state to state, and writes the history. */
final class MachineRun {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final MachineContext outside;
  private final TaskHandler tasks;
  private final VirtualClock clock;
  private final Supplier<UUID> ids;
  private final QueryLanguages languages;
  private final Optional<Instant> deadline;
  private final Timeline timeline;

  MachineRun(
      MachineContext outside,
      TaskHandler tasks,
      VirtualClock clock,
      Supplier<UUID> ids,
      QueryLanguages languages,
      Optional<Long> timeoutSeconds) {
    this.outside = outside;
    this.tasks = tasks;
    this.clock = clock;
    this.ids = ids;
    this.languages = languages;
    this.timeline = new Timeline(clock, newHistory(), this::newHistory);
    this.deadline = timeoutSeconds.map(seconds -> clock.now().plusSeconds(seconds));
  }

  Execution run(Flow flow, JsonNode input) {
    ObjectNode started = History.details();
    started.set("input", input);
    History history = history();
    history.add("ExecutionStarted", "", started);
    history.follow(0);
    ObjectNode execution = outside.execution(input, time());
    try {
      FlowPlace place = new FlowPlace(new Variables(null), execution, null);
      JsonNode output = toEnd(() -> runFlow(flow, input, place));
      ObjectNode ended = History.details();
      ended.set("output", output);
      history.end("ExecutionSucceeded", ended);
      return end(history, Execution.Status.SUCCEEDED, Optional.of(output), null);
    } catch (StateFailure failure) {
      boolean late = failure.kind() == StateFailure.Kind.EXECUTION_TIMEOUT;
      ObjectNode ended = errorDetails(failure);
      history.end(late ? "ExecutionTimedOut" : "ExecutionFailed", ended);
      Execution.Status status = late ? Execution.Status.TIMED_OUT : Execution.Status.FAILED;
      return end(history, status, Optional.empty(), failure);
    }
  }

  private static Execution end(
      History history,
      Execution.Status status,
      Optional<JsonNode> output,
      @org.jspecify.annotations.Nullable StateFailure failure) {
    return new Execution(
        status,
        output,
        Optional.ofNullable(failure == null ? null : failure.error()),
        Optional.ofNullable(failure == null ? null : failure.causeText()),
        history.events());
  }

  static ObjectNode errorDetails(StateFailure failure) {
    ObjectNode details = History.details();
    if (failure.causeText() != null) {
      details.put("cause", failure.causeText());
    }
    if (failure.error() != null) {
      details.put("error", failure.error());
    }
    return details;
  }

  /** Runs a piece, and all that runs beside it, to its value. */
  <T> T toEnd(Supplier<FlowStep<T>> body) {
    return timeline.run(body);
  }

  FlowStep<JsonNode> runFlow(Flow flow, JsonNode input, FlowPlace place) {
    return from(flow, flow.state(flow.startAt()), input, place);
  }

  /** A loop, so that states which end at once take no stack. */
  private FlowStep<JsonNode> from(Flow flow, State first, JsonNode input, FlowPlace place) {
    State state = first;
    JsonNode current = input;
    while (true) {
      FlowStep<StateEnd> visit = runState(state, current, place);
      if (!(visit instanceof FlowStep.Finished<StateEnd>(StateEnd end))) {
        return visit.then(end -> after(flow, end, place));
      }
      if (end.next().isEmpty()) {
        return new FlowStep.Finished<>(end.output());
      }
      current = end.output();
      state = flow.state(end.next().get());
    }
  }

  private FlowStep<JsonNode> after(Flow flow, StateEnd end, FlowPlace place) {
    return end.next().isEmpty()
        ? new FlowStep.Finished<>(end.output())
        : from(flow, flow.state(end.next().get()), end.output(), place);
  }

  private FlowStep<StateEnd> runState(State state, JsonNode input, FlowPlace place) {
    checkDeadline();
    ObjectNode entered = History.details();
    entered.set("input", input);
    timeline.enter(state.type());
    long id = history().add(state.type() + "StateEntered", state.name(), entered);
    tasks.follow(new MachineStep.StateEntry(state.name()));
    return FlowStep.guarded(
        () ->
            new StateRun(this, state, input, place, id).run().then(end -> left(state, end, place)),
        failure -> {
          throw failure.at(state.name(), id);
        });
  }

  private FlowStep<StateEnd> left(State state, StateEnd end, FlowPlace place) {
    checkDeadline();
    leave(state, end, place);
    return new FlowStep.Finished<>(end);
  }

  private void leave(State state, StateEnd end, FlowPlace place) {
    checkSize(state, end.output());
    ObjectNode exited = History.details();
    exited.set("output", end.output());
    if (!end.assigned().isEmpty()) {
      exited.set("assignedVariables", end.assigned());
      place.variables().assign(end.assigned());
    }
    history().add(state.type() + "StateExited", state.name(), exited);
  }

  /** A task's result was measured when it came. */
  static void checkSize(State state, JsonNode output) {
    if (!state.type().equals("Task") && MachineJson.isTooLarge(output)) {
      throw StateFailure.fatal("States.DataLimitExceeded", tooLarge("state/task", state.name()));
    }
  }

  static String tooLarge(String what, String name) {
    return "The "
        + what
        + " '"
        + name
        + "' returned a result with a size exceeding the maximum number of bytes service limit.";
  }

  void checkDeadline() {
    if (deadline.isPresent() && clock.now().isAfter(deadline.get())) {
      throw StateFailure.executionTimeout();
    }
  }

  /** Lets time pass, up to the execution's time-out, before the rest. */
  <T> FlowStep<T> after(Duration time, Supplier<FlowStep<T>> rest) {
    if (time.isZero() || time.isNegative()) {
      return rest.get();
    }
    return new FlowStep.Sleeping<>(
        time,
        () -> {
          checkDeadline();
          return rest.get();
        });
  }

  ObjectNode context(State state, FlowPlace place, String enteredTime, Optional<Integer> retries) {
    ObjectNode context = MachineJson.NODES.objectNode();
    context.set("Execution", place.execution());
    ObjectNode machine = context.putObject("StateMachine");
    machine.put("Id", outside.machineArn());
    machine.put("Name", outside.machineName());
    ObjectNode entered = context.putObject("State");
    entered.put("Name", state.name());
    entered.put("EnteredTime", enteredTime);
    retries.ifPresent(count -> entered.put("RetryCount", count));
    if (place.item() != null) {
      context.putObject("Map").set("Item", place.item());
    }
    return context;
  }

  private History newHistory() {
    return new History(outside.express() ? History.EXPRESS_LIMIT : History.LIMIT);
  }

  String time() {
    return TIME.format(clock.now());
  }

  VirtualClock clock() {
    return clock;
  }

  /** As the flow that runs now writes it. */
  History history() {
    return timeline.history();
  }

  TaskHandler tasks() {
    return tasks;
  }

  QueryLanguages languages() {
    return languages;
  }

  MachineContext outside() {
    return outside;
  }

  String newId() {
    return ids.get().toString();
  }
}
