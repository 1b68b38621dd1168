package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Watches one visit of a state, and may stand in for what surrounds the state. */
interface StateProbe {
  /** Watches nothing. */
  StateProbe NONE = new StateProbe() {};

  /** Sees what a field of the state made of its data. */
  default void note(String field, JsonNode value) {}

  /** The context object, if it is not the run's own. */
  default Optional<ObjectNode> context() {
    return Optional.empty();
  }

  /** What the branches of a Parallel or the iterations of a Map give, if they are not to run. */
  default Optional<JsonNode> inside(StateRun visit) {
    return Optional.empty();
  }
}
