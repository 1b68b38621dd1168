package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.StateFailure;
import java.util.Optional;

/** A Choice: the first rule that holds decides the next state, else the default does. */
record ChoiceState(StateRun visit) {

  StateEnd choose() {
    State state = visit.state();
    return state.jsonata() ? byCondition(state) : byComparison(state);
  }

  private StateEnd byCondition(State state) {
    int place = 0;
    for (JsonNode rule : state.field("Choices")) {
      String at = "Choices[" + place + "]/";
      if (holds(rule, at)) {
        took(place, visit.rawInput());
        return visit.jsonataEnd(visit.rawInput(), rule, at, next(rule.path("Next")));
      }
      place++;
    }
    Optional<String> otherwise = otherwise(state, visit.rawInput());
    return visit.jsonataEnd(visit.rawInput(), state.fields(), "", otherwise);
  }

  private boolean holds(JsonNode rule, String at) {
    return visit
        .evaluation()
        .jsonata(rule.path("Condition"), at + "Condition", "boolean")
        .booleanValue();
  }

  private StateEnd byComparison(State state) {
    JsonNode input = visit.effectiveInput();
    ChoiceRules rules = new ChoiceRules(visit.evaluation(), input);
    int place = 0;
    for (JsonNode rule : state.field("Choices")) {
      if (rules.matches(rule)) {
        took(place, input);
        return end(input, rule, next(rule.path("Next")));
      }
      place++;
    }
    return end(input, state.fields(), otherwise(state, input));
  }

  private StateEnd end(JsonNode input, JsonNode fields, Optional<String> next) {
    ObjectNode assigned = visit.assign(fields, "", input);
    return new StateEnd(visit.outputPath(input), assigned, next);
  }

  private void took(int branch, JsonNode input) {
    visit.machine().visits().chose(() -> new ChoiceReasons(visit, input, branch));
    visit.machine().tasks().follow(new MachineStep.BranchChoice(visit.state().name(), branch));
    if (visit.state().jsonata() && visit.machine().tasks().followsComparisons()) {
      compared(new ChoiceReasons(visit, input, branch));
    }
  }

  private void compared(ChoiceReasons reasons) {
    for (ChoiceReasons.Rule rule : reasons.rules()) {
      for (int i = 0; i < rule.leaves().size(); i++) {
        boolean holds = rule.leaves().get(i).holds();
        String state = visit.state().name();
        MachineStep step = new MachineStep.ComparisonResult(state, rule.number() - 1, i, holds);
        visit.machine().tasks().follow(step);
      }
    }
  }

  private Optional<String> otherwise(State state, JsonNode input) {
    if (!state.has("Default")) {
      throw StateFailure.runtime(
          "Failed to transition out of the state. The state does not point to a next state.");
    }
    took(state.field("Choices").size(), input);
    return next(state.field("Default"));
  }

  private static Optional<String> next(JsonNode name) {
    return Optional.of(name.asText());
  }
}
