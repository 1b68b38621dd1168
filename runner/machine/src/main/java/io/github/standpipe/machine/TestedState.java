package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Finds the state of a test: the definition itself, or a state anywhere in a machine. */
record TestedState(JsonNode definition, Optional<String> name) {
  /** The service's name for each state that it tests. */
  static final String NAME = "StateName";

  State find() {
    if (name.isEmpty()) {
      if (definition.path("Type").asText().isEmpty()) {
        throw new IllegalArgumentException(
            definition.has("States")
                ? "the definition is a whole machine: name the state to test as stateName"
                : "the definition has no Type: give a state, or a machine and a stateName");
      }
      return Flow.state(NAME, definition, false);
    }
    State state =
        find(Flow.read(definition, false), name.get())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the definition has no state '" + name.get() + "': correct stateName"));
    return new State(NAME, state.type(), state.jsonata(), state.fields(), state.flows());
  }

  private static Optional<State> find(Flow flow, String name) {
    State own = flow.states().get(name);
    return own != null
        ? Optional.of(own)
        : flow.states().values().stream()
            .flatMap(state -> state.flows().stream())
            .flatMap(inner -> find(inner, name).stream())
            .findFirst();
  }
}
