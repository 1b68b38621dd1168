package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Observes one visit of a state, and may replace its surroundings. */
interface StateProbe {
  /** Observes nothing. */
  StateProbe NONE = new StateProbe() {};

  /** Notes the data after a field of the state. */
  default void note(String field, JsonNode value) {}

  /** The context object, if it differs from the run's own. */
  default Optional<ObjectNode> context() {
    return Optional.empty();
  }

  /** The result of a Parallel's branches or a Map's iterations, if they do not run. */
  default Optional<JsonNode> inside(StateRun visit) {
    return Optional.empty();
  }
}
