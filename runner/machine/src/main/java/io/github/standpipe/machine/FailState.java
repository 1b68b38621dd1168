package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import org.jspecify.annotations.Nullable;

/** A Fail: its error and cause, each as a text, a path or an expression. */
record FailState(StateRun visit) {

  StateFailure failure() {
    return StateFailure.of(value("Error"), value("Cause"));
  }

  private @Nullable String value(String field) {
    State state = visit.state();
    if (state.has(field + "Path")) {
      JsonNode value =
          visit
              .evaluation()
              .dynamic(field + "Path", state.field(field + "Path").asText(), visit.rawInput());
      return value.isTextual() ? value.textValue() : MachineJson.text(value);
    }
    if (!state.has(field)) {
      return null;
    }
    JsonNode value =
        state.jsonata()
            ? visit.evaluation().jsonata(state.field(field), field, "string")
            : state.field(field);
    return value.isTextual() ? value.textValue() : MachineJson.text(value);
  }
}
