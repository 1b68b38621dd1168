package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;

/** The items of a Map, and the input made from each. */
record MapItems(StateRun visit) {

  ArrayNode items() {
    State state = visit.state();
    JsonNode items = state.jsonata() ? jsonataItems(state) : pathItems(state);
    return (ArrayNode) items;
  }

  private JsonNode jsonataItems(State state) {
    if (!state.has("Items")) {
      return array(visit.rawInput());
    }
    return visit.evaluation().jsonata(state.field("Items"), "Items", "array");
  }

  private static JsonNode array(JsonNode input) {
    if (!input.isArray()) {
      throw StateFailure.evaluation(
          "Map state input must be an array but was: " + MachineJson.text(input), "");
    }
    return input;
  }

  private JsonNode pathItems(State state) {
    JsonNode input = visit.effectiveInput();
    JsonNode items =
        state.has("ItemsPath") ? visit.evaluation().path(state.field("ItemsPath"), input) : input;
    if (!items.isArray()) {
      throw StateFailure.runtime(
          "Reference path \"" + itemsPath(state) + "\" must point to array.");
    }
    return items;
  }

  /** The service prints a path into the context object with only one dollar sign. */
  private static String itemsPath(State state) {
    String path = state.text("ItemsPath").orElse("$");
    return path.startsWith("$$") ? path.substring(1) : path;
  }

  JsonNode select(int index, JsonNode value) {
    State state = visit.state();
    String field = state.has("ItemSelector") || state.jsonata() ? "ItemSelector" : "Parameters";
    if (!state.has(field)) {
      return value;
    }
    visit.context().showItem(FlowPlace.item(index, value));
    try {
      return state.jsonata()
          ? visit.evaluation().jsonata(state.field(field), field)
          : visit.evaluation().template(state.field(field), visit.effectiveInput());
    } finally {
      visit.context().showItem(null);
    }
  }
}
