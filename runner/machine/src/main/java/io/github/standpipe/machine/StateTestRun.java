package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.ErrorNames;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.Retries;
import io.github.standpipe.internal.states.StateFailure;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the one state of a test, and collects the data that the service shows. */
final class StateTestRun implements StateProbe {
  private final StateTest test;
  private final State state;
  private final ObjectNode context;
  private final Variables variables = new Variables(null);
  private final StateRun visit;
  private final MachineRun machine;
  private final ObjectNode data = MachineJson.NODES.objectNode();
  private final Set<String> shown;

  StateTestRun(StateTest test, State state, JsonNode input, MachineRun run) {
    this.test = test;
    this.state = state;
    shown = InspectedFields.of(state);
    StateTest.Surroundings around = test.surroundings();
    context = around.context().orElseGet(() -> new TestContext(around, state, run).of(input));
    variables.assign(MachineJson.NODES.objectNode().setAll(around.variables()));
    FlowPlace place =
        new FlowPlace(variables, new SharedValue(MachineJson.NODES.objectNode()), null);
    machine = run;
    visit = new StateRun(run, state, input, place, 0, this);
    data.set("input", input);
    if (!state.jsonata() && state.type().equals("Fail")) {
      data.set("afterInputPath", input);
    }
  }

  StateInspection run() {
    try {
      StateEnd end = machine.toEnd(visit::attempt);
      MachineRun.checkSize(state, end.output());
      return ended(StateInspection.Status.SUCCEEDED, end, null);
    } catch (StateFailure failure) {
      return failed(failure.kind() == StateFailure.Kind.EXECUTION_TIMEOUT ? tooLong() : failure);
    } catch (StackOverflowError e) {
      return failed(StateFailure.runtime("The state nests too deeply."));
    }
  }

  private static StateFailure tooLong() {
    return StateFailure.fatal("States.Timeout", null);
  }

  private StateInspection failed(StateFailure failure) {
    ObjectNode details = MachineJson.NODES.objectNode();
    boolean again = retries(failure, details);
    OptionalInt catcher =
        again ? OptionalInt.empty() : ErrorNames.first(state.field("Catch"), failure);
    catcher.ifPresent(place -> details.put("catchIndex", place));
    if (!details.isEmpty()) {
      data.set("errorDetails", details);
    }
    return catcher.isPresent()
        ? caught(catcher.getAsInt(), failure)
        : stopped(
            again ? StateInspection.Status.RETRIABLE : StateInspection.Status.FAILED, failure);
  }

  /** Whether a retrier tries again; an exhausted retrier is reported too. */
  private boolean retries(StateFailure failure, ObjectNode details) {
    JsonNode retriers = state.field("Retry");
    OptionalInt place = ErrorNames.first(retriers, failure);
    if (place.isEmpty()) {
      return false;
    }
    JsonNode retrier = retriers.get(place.getAsInt());
    int tries = test.surroundings().retries();
    details.put("retryIndex", place.getAsInt());
    if (tries >= Retries.most(retrier)) {
      return false;
    }
    details.put("retryBackoffIntervalSeconds", Retries.delay(retrier, tries).toSeconds());
    return true;
  }

  private StateInspection caught(int catcher, StateFailure failure) {
    try {
      return ended(
          StateInspection.Status.CAUGHT_ERROR, visit.tries().catchWith(catcher, failure), failure);
    } catch (StateFailure other) {
      return stopped(StateInspection.Status.FAILED, other);
    }
  }

  private StateInspection ended(
      StateInspection.Status status, StateEnd end, @Nullable StateFailure failure) {
    variables.assign(end.assigned());
    return new StateInspection(
        status,
        Optional.of(end.output()),
        Optional.ofNullable(failure == null ? null : failure.error()),
        Optional.ofNullable(failure == null ? null : failure.causeText()),
        end.next(),
        withVariables());
  }

  private StateInspection stopped(StateInspection.Status status, StateFailure failure) {
    return new StateInspection(
        status,
        Optional.empty(),
        Optional.ofNullable(failure.error()),
        Optional.ofNullable(failure.causeText()),
        Optional.empty(),
        withVariables());
  }

  private ObjectNode withVariables() {
    ObjectNode all = MachineJson.NODES.objectNode();
    variables.all().forEach((name, value) -> all.set(name, value.json()));
    if (!all.isEmpty()) {
      data.set("variables", all);
    }
    return data;
  }

  @Override
  public void note(String field, JsonNode value) {
    if (shown.contains(field)) {
      data.set(field, value);
    }
  }

  @Override
  public Optional<ObjectNode> context() {
    return Optional.of(context);
  }

  @Override
  public Optional<JsonNode> inside(StateRun inner) {
    return test.mock().map(mock -> new MockedWork(mock, test.surroundings()).inside(inner));
  }
}
