package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The recorded variables that each state reads, in whatever order the service names them. */
record RecordedReferences(JsonNode json) {
  /** The first difference; empty if there is none. */
  Optional<String> difference() {
    ObjectNode recorded = MachineJson.NODES.objectNode();
    for (Map.Entry<String, JsonNode> state : json.at("/recorded/variableReferences").properties()) {
      TreeSet<String> names = new TreeSet<>();
      state.getValue().forEach(name -> names.add(name.asText()));
      put(recorded, state.getKey(), names);
    }
    ObjectNode seen = MachineJson.NODES.objectNode();
    VariableReferences.of(json.path("definition"))
        .forEach((state, names) -> put(seen, state, names));
    return RecordedValue.difference("variableReferences", recorded, seen);
  }

  private static void put(ObjectNode json, String state, Iterable<String> names) {
    ArrayNode array = json.putArray(state);
    names.forEach(array::add);
  }
}
