package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds states by name, also those inside Maps and Parallels. */
final class StateNames {
  private StateNames() {}

  static Optional<JsonNode> find(JsonNode flow, String name) {
    Deque<JsonNode> open = new ArrayDeque<>(List.of(flow));
    while (!open.isEmpty()) {
      JsonNode states = open.pop().path("States");
      if (states.has(name)) {
        return Optional.of(states.get(name));
      }
      states.forEach(state -> open.addAll(inside(state)));
    }
    return Optional.empty();
  }

  /** The flows inside a state. */
  static List<JsonNode> inside(JsonNode state) {
    List<JsonNode> flows = new java.util.ArrayList<>();
    state.path("Branches").forEach(flows::add);
    for (String processor : List.of("ItemProcessor", "Iterator")) {
      if (state.has(processor)) {
        flows.add(state.get(processor));
      }
    }
    return flows;
  }
}
