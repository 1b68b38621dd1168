package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.StateFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States and where they start: a whole machine, a branch of a Parallel or the inside of a Map. */
record Flow(String startAt, Map<String, State> states) {

  static Flow read(JsonNode definition, boolean jsonata) {
    boolean language = language(definition, jsonata);
    Map<String, State> states = new LinkedHashMap<>();
    definition
        .path("States")
        .properties()
        .forEach(
            state -> states.put(state.getKey(), state(state.getKey(), state.getValue(), language)));
    return new Flow(definition.path("StartAt").asText(), states);
  }

  static State state(String name, JsonNode fields, boolean jsonata) {
    return new State(
        name,
        fields.path("Type").asText(),
        language(fields, jsonata),
        fields,
        flows(fields, jsonata));
  }

  private static boolean language(JsonNode fields, boolean otherwise) {
    JsonNode language = fields.path("QueryLanguage");
    return language.isTextual() ? language.textValue().equals("JSONata") : otherwise;
  }

  private static List<Flow> flows(JsonNode fields, boolean jsonata) {
    List<Flow> flows = new ArrayList<>();
    fields.path("Branches").forEach(branch -> flows.add(read(branch, jsonata)));
    for (String processor : List.of("ItemProcessor", "Iterator")) {
      if (fields.has(processor)) {
        flows.add(read(fields.get(processor), jsonata));
      }
    }
    return flows;
  }

  State state(String name) {
    State state = states.get(name);
    if (state == null) {
      throw StateFailure.runtime("There is no state '" + name + "'.");
    }
    return state;
  }
}
