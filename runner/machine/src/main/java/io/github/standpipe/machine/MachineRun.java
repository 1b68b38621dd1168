package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a machine: goes from state to state, and writes the history. */
final class MachineRun {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final long MOST_BYTES_OF_VARIABLES = 10L << 20;

  private final MachineContext outside;
  private final TaskHandler tasks;
  private final VirtualClock clock;
  private final Supplier<UUID> ids;
  private final QueryLanguages languages;
  private final Optional<Instant> deadline;
  private final Timeline timeline;
  private Instant written = Instant.MIN;
  private String time = "";
  private @Nullable ObjectNode machine;

  /** What was measured last: a state that hands its input on is not measured again. */
  private @Nullable JsonNode measured;

  MachineRun(
      MachineContext outside,
      TaskHandler tasks,
      VirtualClock clock,
      Supplier<UUID> ids,
      QueryLanguages languages,
      Optional<Long> timeoutSeconds,
      VisitLog visits) {
    this.outside = outside;
    this.tasks = tasks;
    this.clock = clock;
    this.ids = ids;
    this.languages = languages;
    this.timeline = new Timeline(clock, newHistory(), this::newHistory, visits.outermost());
    this.deadline = timeoutSeconds.map(seconds -> clock.now().plusSeconds(seconds));
  }

  Execution run(Flow flow, JsonNode input) {
    History history = history();
    history.add("ExecutionStarted", "", History.details("input", input));
    history.follow(0);
    SharedValue execution = new SharedValue(outside.execution(input, time()));
    try {
      FlowPlace place = new FlowPlace(new Variables(null), execution, null);
      JsonNode output = toEnd(() -> runFlow(flow, input, place));
      history.end("ExecutionSucceeded", History.details("output", output));
      return end(history, Execution.Status.SUCCEEDED, Optional.of(output), null);
    } catch (StateFailure failure) {
      boolean late = failure.kind() == StateFailure.Kind.EXECUTION_TIMEOUT;
      history.end(late ? "ExecutionTimedOut" : "ExecutionFailed", () -> errorDetails(failure));
      Execution.Status status = late ? Execution.Status.TIMED_OUT : Execution.Status.FAILED;
      return end(history, status, Optional.empty(), failure);
    }
  }

  private static Execution end(
      History history,
      Execution.Status status,
      Optional<JsonNode> output,
      @Nullable StateFailure failure) {
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

  /** Runs a piece, and everything parallel to it, to its value. */
  <T> T toEnd(Supplier<FlowStep<T>> body) {
    return timeline.run(body);
  }

  FlowStep<JsonNode> runFlow(Flow flow, JsonNode input, FlowPlace place) {
    return from(flow, flow.state(flow.startAt()), input, place);
  }

  /** A loop, so that states that end at once use no stack. */
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
    timeline.enter(state.type());
    long id =
        history().add(state.type() + "StateEntered", state.name(), History.details("input", input));
    tasks.follow(new MachineStep.StateEntry(state.name()));
    visits().enter(state, input);
    return FlowStep.guarded(
        () ->
            new StateRun(this, state, input, place, id).run().then(end -> left(state, end, place)),
        failure -> {
          throw failed(failure.at(state.name(), id));
        });
  }

  private FlowStep<StateEnd> left(State state, StateEnd end, FlowPlace place) {
    checkDeadline();
    leave(state, end, place);
    visits().leave(end);
    return new FlowStep.Finished<>(end);
  }

  private StateFailure failed(StateFailure failure) {
    visits().fail(failure);
    return failure;
  }

  private void leave(State state, StateEnd end, FlowPlace place) {
    if (end.output() != measured) {
      checkSize(state, end.output());
      measured = state.type().equals("Task") ? null : end.output();
    }
    if (!end.assigned().isEmpty()) {
      assign(state, end, place.variables());
    }
    history().add(state.type() + "StateExited", state.name(), () -> exited(end));
  }

  /** The quotas are the service's; no recording shows its words for them. */
  private static void assign(State state, StateEnd end, Variables variables) {
    if (variables.assign(end.assigned()) > MachineJson.LIMIT) {
      throw tooMuchAssigned(state, "more than 256 KiB at once");
    }
    if (variables.bytes() > MOST_BYTES_OF_VARIABLES) {
      throw tooMuchAssigned(state, "more than 10 MiB together with the other variables");
    }
  }

  private static StateFailure tooMuchAssigned(State state, String what) {
    return StateFailure.fatal(
        "States.DataLimitExceeded",
        "The field Assign of the state '" + state.name() + "' assigns " + what + ".");
  }

  private static ObjectNode exited(StateEnd end) {
    ObjectNode exited = History.details().set("output", end.output());
    if (!end.assigned().isEmpty()) {
      exited.set("assignedVariables", end.assigned());
    }
    return exited;
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

  /** Lets time pass, up to the execution's time-out, before continuing. */
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
    context.set("Execution", place.execution().json());
    context.set("StateMachine", machine());
    ObjectNode entered = context.putObject("State");
    entered.put("Name", state.name());
    entered.put("EnteredTime", enteredTime);
    retries.ifPresent(count -> entered.put("RetryCount", count));
    if (place.item() != null) {
      context.putObject("Map").set("Item", place.item());
    }
    return context;
  }

  private ObjectNode machine() {
    if (machine == null) {
      machine = MachineJson.NODES.objectNode();
      machine.put("Id", outside.machineArn()).put("Name", outside.machineName());
    }
    return machine;
  }

  private History newHistory() {
    return new History(outside.express() ? History.EXPRESS_LIMIT : History.LIMIT);
  }

  String time() {
    Instant now = clock.now();
    if (!now.equals(written)) {
      written = now;
      time = TIME.format(now);
    }
    return time;
  }

  VirtualClock clock() {
    return clock;
  }

  /** The history as the current flow writes it. */
  History history() {
    return timeline.history();
  }

  /** The visits of the current flow. */
  FlowVisits visits() {
    return timeline.visits();
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
