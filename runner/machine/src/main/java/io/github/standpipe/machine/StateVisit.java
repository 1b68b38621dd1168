package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One visit of a state in an execution, with its data; see {@link VisitLog}. */
public final class StateVisit {
  private final String state;
  private final String type;
  private final JsonNode input;
  private final Map<String, JsonNode> fields = new LinkedHashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<Inside> insides = new ArrayList<>();
  private @Nullable StateEnd end;
  private @Nullable ChoiceReasons choice;

  /**
   * A try of the state that failed.
   *
   * @param step what took the failure: a retrier, a catcher or nothing
   * @param cause the cause; empty if there is none
   */
  public record Failure(MachineStep step, String cause) {
    /**
     * {@return the name of the error, such as {@code States.Timeout}; an empty text for an error
     * without one}
     */
    public String error() {
      return switch (step) {
        case MachineStep.RetrierUse use -> use.error();
        case MachineStep.CatcherUse use -> use.error();
        case MachineStep.UnhandledFailure unhandled -> unhandled.error();
        case MachineStep.StateEntry entry -> "";
        case MachineStep.BranchChoice taken -> "";
        case MachineStep.ComparisonResult compared -> "";
        case MachineStep.ItemCount items -> "";
      };
    }

    /** {@return what happens next, in words, such as {@code retrier 1 tries again after 2 s}} */
    public String reaction() {
      return switch (step) {
        case MachineStep.RetrierUse use ->
            "retrier " + (use.retrier() + 1) + " tries again after " + seconds(use.delay()) + " s";
        case MachineStep.CatcherUse use ->
            "catcher " + (use.catcher() + 1) + " goes on with " + use.next();
        case MachineStep.UnhandledFailure unhandled -> "nothing catches it";
        case MachineStep.StateEntry entry -> "";
        case MachineStep.BranchChoice taken -> "";
        case MachineStep.ComparisonResult compared -> "";
        case MachineStep.ItemCount items -> "";
      };
    }

    private static String seconds(Duration delay) {
      return BigDecimal.valueOf(delay.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
  }

  /**
   * A run of a flow inside the state.
   *
   * @param kind {@code iteration}, {@code branch}, or {@code child execution} of a distributed Map
   * @param index counts from 0
   * @param attempt of the state, counts from 1
   * @param visits the visits of the flow, in order
   */
  public record Inside(String kind, int index, int attempt, List<StateVisit> visits) {
    /** {@return whether the flow ended without a failure} */
    public boolean isComplete() {
      return visits.isEmpty() || visits.getLast().output().isPresent();
    }
  }

  StateVisit(State state, JsonNode input) {
    this.state = state.name();
    this.type = state.type();
    this.input = input;
  }

  /** {@return the name of the state} */
  public String state() {
    return state;
  }

  /** {@return the type of the state, such as {@code Task}} */
  public String type() {
    return type;
  }

  /** {@return the state's raw input, before {@code InputPath}} */
  public JsonNode input() {
    return input;
  }

  /** {@return the state's output; empty if the state failed and no catcher took the failure} */
  public Optional<JsonNode> output() {
    return Optional.ofNullable(end).map(StateEnd::output);
  }

  /** {@return the variables that the state assigns, by name; an empty object if there are none} */
  public ObjectNode assigned() {
    return end == null ? MachineJson.NODES.objectNode() : end.assigned();
  }

  /** {@return the next state; empty at the end of a flow, and if the flow fails} */
  public Optional<String> next() {
    return end == null ? Optional.empty() : end.next();
  }

  /**
   * {@return the data after each of the state's fields, by names such as {@code afterParameters}}
   */
  public Map<String, JsonNode> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** {@return the failed tries, in order} */
  public List<Failure> failures() {
    return Collections.unmodifiableList(failures);
  }

  /** {@return why a Choice took its branch; empty for other states} */
  public Optional<ChoiceReasons> choice() {
    return Optional.ofNullable(choice);
  }

  /**
   * {@return the iterations of a Map, or the branches of a Parallel, in order; empty for other
   * states}
   */
  public List<Inside> insides() {
    return Collections.unmodifiableList(insides);
  }

  void note(String field, JsonNode value) {
    fields.put(field, value);
  }

  void failed(MachineStep step, @Nullable String cause) {
    failures.add(new Failure(step, cause == null ? "" : cause));
  }

  void chose(ChoiceReasons reasons) {
    choice = reasons;
  }

  void leave(StateEnd how) {
    end = how;
  }

  List<StateVisit> begin(String kind, int index) {
    List<StateVisit> visits = new ArrayList<>();
    insides.add(new Inside(kind, index, failures.size() + 1, visits));
    return visits;
  }
}
