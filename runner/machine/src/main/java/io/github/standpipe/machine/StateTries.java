package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.ErrorNames;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.Retries;
import io.github.standpipe.internal.states.StateFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The tries of one visit of a state: its retries, its catchers, and the events of failures. */
final class StateTries {
  private final StateRun visit;
  private final long enteredId;
  private final Retries retries;
  private @Nullable String failureEvent;
  private long stood;

  StateTries(StateRun visit, long enteredId) {
    this.visit = visit;
    this.enteredId = enteredId;
    this.retries = new Retries(visit.state().field("Retry"));
  }

  FlowStep<StateEnd> run() {
    return FlowStep.guarded(visit::attempt, this::failed);
  }

  private FlowStep<StateEnd> failed(StateFailure failure) {
    StateFailure placed = failure.at(visit.state().name(), enteredId);
    report(placed, before());
    Optional<Duration> delay = retries.next(placed);
    if (delay.isEmpty()) {
      fail();
      return new FlowStep.Finished<>(caught(placed));
    }
    failureEvent = null;
    follow(
        new MachineStep.RetrierUse(name(), retries.last(), errorOf(placed), delay.get()), placed);
    return visit
        .machine()
        .after(
            delay.get(),
            () -> {
              visit.evaluation().refresh();
              return run();
            });
  }

  /** How often the state was tried again. */
  int count() {
    return retries.count();
  }

  /** The event of the state's failure, which is not written if the state is tried again. */
  void failsWith(String event) {
    failureEvent = event;
  }

  private void fail() {
    stood = history().last();
    if (failureEvent != null) {
      history().add(failureEvent, "", History::details);
    }
  }

  private StateEnd caught(StateFailure failure) {
    OptionalInt place = ErrorNames.first(visit.state().field("Catch"), failure);
    if (place.isEmpty()) {
      follow(new MachineStep.UnhandledFailure(name(), errorOf(failure)), failure);
      throw failure.reported();
    }
    int at = place.getAsInt();
    String next = visit.state().field("Catch").get(at).path("Next").asText();
    follow(new MachineStep.CatcherUse(name(), at, errorOf(failure), next), failure);
    try {
      return catchWith(at, failure);
    } catch (StateFailure other) {
      StateFailure placed = other.at(visit.state().name(), enteredId);
      report(placed, stood);
      throw placed.reported();
    }
  }

  /**
   * A catcher whose own expression fails ends the state: no retrier or catcher takes that failure.
   */
  StateEnd catchWith(int place, StateFailure failure) {
    State state = visit.state();
    JsonNode catcher = state.field("Catch").get(place);
    String at = "Catch[" + place + "]/";
    ObjectNode error = MachineJson.NODES.objectNode();
    error.put("Error", failure.error());
    error.put("Cause", causeOf(failure));
    StateEvaluation evaluation = visit.evaluation();
    evaluation.bind("errorOutput", error);
    evaluation.unbind("result");
    JsonNode output =
        state.jsonata()
            ? catcher.has("Output")
                ? evaluation.jsonata(catcher.get("Output"), at + "Output")
                : error
            : visit.intoInput(catcher.path("ResultPath"), visit.rawInput(), error);
    return new StateEnd(
        output, visit.assign(catcher, at, error), Optional.of(catcher.path("Next").asText()));
  }

  private static @Nullable String causeOf(StateFailure failure) {
    return failure.causeText() == null && "States.Timeout".equals(failure.error())
        ? ""
        : failure.causeText();
  }

  /** A fault of an expression has its own event, which follows the state's predecessor. */
  private void report(StateFailure failure, long previous) {
    if (failure.kind() != StateFailure.Kind.EVALUATION) {
      return;
    }
    ObjectNode details = MachineRun.errorDetails(failure);
    if (!failure.location().isEmpty()) {
      details.put("location", failure.location());
    }
    State state = visit.state();
    history().follow(history().addAfter(previous, "EvaluationFailed", state.name(), () -> details));
    if (!state.flows().isEmpty()) {
      history().add(state.type() + "StateFailed", "", History::details);
    }
  }

  private long before() {
    boolean first = history().last() == enteredId && !visit.state().type().equals("Wait");
    return first ? history().previousOf(enteredId) : history().last();
  }

  private void follow(MachineStep step, StateFailure failure) {
    visit.machine().visits().failed(step, failure.causeText());
    visit.machine().tasks().follow(step);
  }

  private String name() {
    return visit.state().name();
  }

  private static String errorOf(StateFailure failure) {
    return failure.error() == null ? "" : failure.error();
  }

  private History history() {
    return visit.machine().history();
  }
}
