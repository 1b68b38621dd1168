package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.Optional;

/** One visit of a state: its fields in order. */
final class StateRun {
  private final MachineRun run;
  private final State state;
  private final JsonNode rawInput;
  private final FlowPlace place;
  private final StateProbe probe;
  private final StateEvaluation evaluation;
  private final StateContext context;
  private final StateTries tries;

  StateRun(MachineRun run, State state, JsonNode input, FlowPlace place, long enteredId) {
    this(run, state, input, place, enteredId, run.visits());
  }

  StateRun(
      MachineRun run,
      State state,
      JsonNode input,
      FlowPlace place,
      long enteredId,
      StateProbe probe) {
    this.probe = probe;
    this.run = run;
    this.state = state;
    this.rawInput = input;
    this.place = place;
    this.tries = new StateTries(this, enteredId);
    this.context = new StateContext(this, run.time());
    this.evaluation = new StateEvaluation(run.languages(), input, context::object, place);
  }

  FlowStep<StateEnd> run() {
    return tries.run();
  }

  /** One try of the state, without its retriers and catchers. */
  FlowStep<StateEnd> attempt() {
    return switch (state.type()) {
      case "Pass" -> new FlowStep.Finished<>(pass());
      case "Task" -> new TaskState(this).perform().then(this::finish);
      case "Choice" -> new FlowStep.Finished<>(new ChoiceState(this).choose());
      case "Wait" -> new WaitState(this).waitFor();
      case "Succeed" -> new FlowStep.Finished<>(succeed());
      case "Fail" -> throw new FailState(this).failure();
      case "Parallel", "Map" -> inside().then(this::finish);
      default -> throw StateFailure.runtime("There is no state type " + state.type() + ".");
    };
  }

  private FlowStep<JsonNode> inside() {
    Optional<JsonNode> mocked = probe.inside(this);
    if (mocked.isPresent()) {
      return new FlowStep.Finished<>(mocked.get());
    }
    return state.type().equals("Map")
        ? new MapState(this).perform()
        : new ParallelState(this).perform();
  }

  private StateEnd pass() {
    if (state.jsonata()) {
      return jsonataEnd(rawInput, state.fields(), "", state.next());
    }
    if (!state.has("Result")) {
      return pathEnd(arguments());
    }
    // An InputPath without a value fails the state, although its input is not used.
    effectiveInput();
    probe.note("result", state.field("Result"));
    return pathEnd(state.field("Result"));
  }

  private StateEnd succeed() {
    if (state.jsonata()) {
      return jsonataEnd(rawInput, state.fields(), "", Optional.empty());
    }
    JsonNode input = effectiveInput();
    return new StateEnd(outputPath(input), MachineJson.NODES.objectNode(), Optional.empty());
  }

  /** Passes the result of a task, a Map or a Parallel through the fields that shape it. */
  private FlowStep<StateEnd> finish(JsonNode result) {
    probe.note("result", result);
    if (state.jsonata()) {
      evaluation.bind("result", result);
      return new FlowStep.Finished<>(jsonataEnd(result, state.fields(), "", state.next()));
    }
    JsonNode selected =
        state.has("ResultSelector")
            ? evaluation.template(state.field("ResultSelector"), result)
            : result;
    return new FlowStep.Finished<>(pathEnd(selected));
  }

  /** ResultPath puts the result into the state's raw input, before InputPath. */
  private StateEnd pathEnd(JsonNode result) {
    probe.note("afterResultSelector", result);
    ObjectNode assigned = assign(state.fields(), "", result);
    JsonNode output = intoInput(state.field("ResultPath"), rawInput, result);
    probe.note("afterResultPath", output);
    return new StateEnd(outputPath(output), assigned, state.next());
  }

  /**
   * Ends a state of JSONata.
   *
   * @param fields with Output and Assign: the state's own, or those of a choice rule
   * @param at the location of the fields in the state, such as {@code Choices[0]/}
   */
  StateEnd jsonataEnd(JsonNode otherwise, JsonNode fields, String at, Optional<String> next) {
    ObjectNode assigned = assign(fields, at, otherwise);
    JsonNode output =
        fields.has("Output") ? evaluation.jsonata(fields.get("Output"), at + "Output") : otherwise;
    return new StateEnd(output, assigned, next);
  }

  JsonNode effectiveInput() {
    JsonNode input =
        state.has("InputPath") ? evaluation.path(state.field("InputPath"), rawInput) : rawInput;
    probe.note("afterInputPath", input);
    return input;
  }

  /** The input of a call or of the branches: Arguments or Parameters, else the input. */
  JsonNode arguments() {
    JsonNode arguments =
        state.jsonata() ? jsonataArguments() : evaluatedParameters(effectiveInput());
    probe.note(state.jsonata() ? "afterArguments" : "afterParameters", arguments);
    return arguments;
  }

  private JsonNode jsonataArguments() {
    return state.has("Arguments")
        ? evaluation.jsonata(state.field("Arguments"), "Arguments")
        : rawInput;
  }

  private JsonNode evaluatedParameters(JsonNode input) {
    return state.has("Parameters") ? evaluation.template(state.field("Parameters"), input) : input;
  }

  JsonNode outputPath(JsonNode output) {
    return state.has("OutputPath") ? evaluation.path(state.field("OutputPath"), output) : output;
  }

  JsonNode intoInput(JsonNode resultPath, JsonNode input, JsonNode result) {
    if (resultPath.isNull()) {
      return input;
    }
    if (resultPath.isMissingNode()) {
      return result;
    }
    String path = resultPath.asText();
    return run.languages()
        .paths()
        .reference(path)
        .orElseThrow(() -> StateFailure.runtime("'" + path + "' is not a reference path."))
        .set(input, result, path);
  }

  /** All variables are evaluated before one is assigned. */
  ObjectNode assign(JsonNode fields, String at, JsonNode result) {
    JsonNode assign = fields.path("Assign");
    if (assign.isMissingNode()) {
      return MachineJson.NODES.objectNode();
    }
    JsonNode values =
        state.jsonata()
            ? evaluation.jsonata(assign, at + "Assign")
            : evaluation.template(assign, result);
    return values instanceof ObjectNode object ? object : MachineJson.NODES.objectNode();
  }

  StateProbe probe() {
    return probe;
  }

  MachineRun machine() {
    return run;
  }

  State state() {
    return state;
  }

  FlowPlace place() {
    return place;
  }

  StateEvaluation evaluation() {
    return evaluation;
  }

  JsonNode rawInput() {
    return rawInput;
  }

  StateContext context() {
    return context;
  }

  StateTries tries() {
    return tries;
  }
}
