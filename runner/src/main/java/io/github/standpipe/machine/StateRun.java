package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One visit of a state: its fields in their order, its tries, and what catches its failure. */
final class StateRun {
  private final MachineRun run;
  private final State state;
  private final JsonNode rawInput;
  private final FlowPlace place;
  private final long enteredId;
  private final String enteredTime;
  private final StateProbe probe;
  private final Evaluation evaluation;
  private final Retries retries;
  private @Nullable String token;
  private @Nullable ObjectNode item;
  private @Nullable String failureEvent;
  private long stood;

  StateRun(MachineRun run, State state, JsonNode input, FlowPlace place, long enteredId) {
    this(run, state, input, place, enteredId, StateProbe.NONE);
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
    this.enteredId = enteredId;
    this.enteredTime = run.time();
    this.retries = new Retries(state);
    this.evaluation = new Evaluation(run.languages(), input, this::context, place.variables());
  }

  StateEnd run() {
    while (true) {
      try {
        return attempt();
      } catch (StateFailure failure) {
        StateFailure placed = failure.at(state.name(), enteredId);
        reportEvaluation(placed, before());
        Optional<java.time.Duration> delay = retries.next(placed);
        if (delay.isEmpty()) {
          fail();
          return caught(placed);
        }
        failureEvent = null;
        run.pass(delay.get());
        evaluation.refresh();
      }
    }
  }

  private void fail() {
    stood = run.history().last();
    if (failureEvent != null) {
      run.history().add(failureEvent, "", History.details());
    }
  }

  /** One try of the state, without its retriers and catchers. */
  StateEnd attempt() {
    return switch (state.type()) {
      case "Pass" -> pass();
      case "Task" -> finish(new TaskState(this).perform());
      case "Choice" -> new ChoiceState(this).choose();
      case "Wait" -> new WaitState(this).waitFor();
      case "Succeed" -> succeed();
      case "Fail" -> throw new FailState(this).failure();
      case "Parallel" ->
          finish(probe.inside(this).orElseGet(() -> new ParallelState(this).perform()));
      case "Map" -> finish(probe.inside(this).orElseGet(() -> new MapState(this).perform()));
      default -> throw StateFailure.runtime("There is no state type " + state.type() + ".");
    };
  }

  /** A fault of an expression has an event of its own, which follows what the state followed. */
  private void reportEvaluation(StateFailure failure, long previous) {
    if (failure.kind() != StateFailure.Kind.EVALUATION) {
      return;
    }
    ObjectNode details = MachineRun.errorDetails(failure);
    if (!failure.location().isEmpty()) {
      details.put("location", failure.location());
    }
    History history = run.history();
    history.follow(history.addAfter(previous, "EvaluationFailed", state.name(), details));
    if (!state.flows().isEmpty()) {
      history.add(state.type() + "StateFailed", "", History.details());
    }
  }

  private long before() {
    History history = run.history();
    boolean first = history.last() == enteredId && !state.type().equals("Wait");
    return first ? history.previousOf(enteredId) : history.last();
  }

  private StateEnd caught(StateFailure failure) {
    JsonNode catchers = state.field("Catch");
    OptionalInt place = ErrorNames.first(catchers, failure);
    if (place.isEmpty()) {
      throw failure.reported();
    }
    try {
      return catchWith(place.getAsInt(), failure);
    } catch (StateFailure other) {
      StateFailure placed = other.at(state.name(), enteredId);
      reportEvaluation(placed, stood);
      throw placed.reported();
    }
  }

  /** A catcher whose own expression fails ends the state: no retrier and no catcher takes that. */
  StateEnd catchWith(int place, StateFailure failure) {
    JsonNode catcher = state.field("Catch").get(place);
    String at = "Catch[" + place + "]/";
    ObjectNode output = MachineJson.NODES.objectNode();
    output.put("Error", failure.error());
    output.put("Cause", causeOf(failure));
    evaluation.bind("errorOutput", output);
    evaluation.unbind("result");
    Optional<String> next = Optional.of(catcher.path("Next").asText());
    if (state.jsonata()) {
      JsonNode result =
          catcher.has("Output") ? evaluation.jsonata(catcher.get("Output"), at + "Output") : output;
      return new StateEnd(result, assign(catcher, at, output), next);
    }
    return new StateEnd(
        intoInput(catcher.path("ResultPath"), rawInput, output), assign(catcher, at, output), next);
  }

  private static @Nullable String causeOf(StateFailure failure) {
    return failure.causeText() == null && "States.Timeout".equals(failure.error())
        ? ""
        : failure.causeText();
  }

  private StateEnd pass() {
    if (state.jsonata()) {
      return jsonataEnd(rawInput, state.fields(), "", state.next());
    }
    if (!state.has("Result")) {
      return pathEnd(arguments());
    }
    // An InputPath that finds nothing fails the state, though its input is not used.
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

  /** What a task, a Map or a Parallel gave, through the fields that shape it. */
  private StateEnd finish(JsonNode result) {
    probe.note("result", result);
    if (state.jsonata()) {
      evaluation.bind("result", result);
      return jsonataEnd(result, state.fields(), "", state.next());
    }
    JsonNode selected =
        state.has("ResultSelector")
            ? evaluation.template(state.field("ResultSelector"), result)
            : result;
    return pathEnd(selected);
  }

  /** ResultPath puts the result into the state's input as it came, before InputPath. */
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
   * @param at where the fields stand in the state, such as {@code Choices[0]/}
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

  /** What a call or the branches are given: Arguments or Parameters, else the input. */
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

  private JsonNode intoInput(JsonNode resultPath, JsonNode input, JsonNode result) {
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

  private ObjectNode context() {
    return probe.context().map(this::withItem).orElseGet(this::ownContext);
  }

  private ObjectNode withItem(ObjectNode context) {
    ObjectNode copy = context.deepCopy();
    if (item != null) {
      copy.putObject("Map").set("Item", item);
    }
    return copy;
  }

  private ObjectNode ownContext() {
    boolean task = state.type().equals("Task");
    FlowPlace seen =
        item == null ? place : new FlowPlace(place.variables(), place.execution(), item);
    ObjectNode context =
        run.context(
            state, seen, enteredTime, task ? Optional.of(retries.count()) : Optional.empty());
    if (token != null) {
      context.putObject("Task").put("Token", token);
    }
    return context;
  }

  /** Makes the token that a callback is answered with, before the arguments are evaluated. */
  void makeToken() {
    token = run.newId();
    evaluation.refresh();
  }

  /** Shows an item in the context object while its input is made. */
  void showItem(@Nullable ObjectNode shown) {
    item = shown;
    evaluation.refresh();
  }

  /** The event of the state's failure, which is not written if the state is tried again. */
  void failsWith(String event) {
    failureEvent = event;
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

  Evaluation evaluation() {
    return evaluation;
  }

  JsonNode rawInput() {
    return rawInput;
  }

  int retryCount() {
    return retries.count();
  }
}
