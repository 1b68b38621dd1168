package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import io.github.standpipe.internal.states.StateFailure;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds what TestState would refuse in a request's {@code stateConfiguration}.
 *
 * @param jsonata whether the state's query language is JSONata
 */
record TestConfigurationCheck(JsonNode request, JsonNode state, boolean jsonata) {

  Optional<RequestFault> check() {
    JsonNode configuration = request.path("stateConfiguration");
    return failureCount(configuration).or(() -> cause(configuration));
  }

  private Optional<RequestFault> failureCount(JsonNode configuration) {
    JsonNode count = configuration.path("mapIterationFailureCount");
    if (!count.isNumber()) {
      return Optional.empty();
    }
    if (!state.path("Type").asText().equals("Map")) {
      // Not recorded.
      return Optional.of(
          RequestFault.validation("Map iteration failure count is only supported for Map states"));
    }
    return items(configuration).filter(items -> count.intValue() > items).isPresent()
        ? Optional.of(
            RequestFault.validation(
                "Map iteration failure count must be less than or equal to the number of Map"
                    + " iterations"))
        : Optional.empty();
  }

  /** The number of iterations, as far as the request shows it. */
  private Optional<Integer> items(JsonNode configuration) {
    return size(request.path("mock").path("result"))
        .or(() -> size(configuration.path("mapItemReaderData")))
        .or(() -> state.has("ItemReader") ? Optional.empty() : selected());
  }

  private static Optional<Integer> size(JsonNode value) {
    JsonNode json = json(value);
    return json.isArray() ? Optional.of(json.size()) : Optional.empty();
  }

  private static JsonNode json(JsonNode value) {
    try {
      return value.isTextual() ? MachineJson.parse(value.textValue()) : value;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * The items that the state's own field selects from the input; the run itself reports a failure.
   */
  private Optional<Integer> selected() {
    JsonNode input = json(request.path("input"));
    Variables variables = new Variables(null);
    if (json(request.path("variables")) instanceof ObjectNode given) {
      variables.assign(given);
    }
    StateEvaluation evaluation =
        new StateEvaluation(
            new CompiledTexts().languages(UUID::randomUUID),
            input,
            () ->
                json(request.path("context")) instanceof ObjectNode context
                    ? context
                    : MachineJson.NODES.objectNode(),
            new FlowPlace(variables, new SharedValue(MachineJson.NODES.objectNode()), null));
    try {
      return size(items(evaluation, input));
    } catch (StateFailure e) {
      return Optional.empty();
    }
  }

  private JsonNode items(StateEvaluation evaluation, JsonNode input) {
    if (jsonata) {
      return state.has("Items") ? evaluation.jsonata(state.get("Items"), "Items") : input;
    }
    JsonNode effective =
        state.has("InputPath") ? evaluation.path(state.get("InputPath"), input) : input;
    return state.has("ItemsPath") ? evaluation.path(state.get("ItemsPath"), effective) : effective;
  }

  /** Not recorded. */
  private Optional<RequestFault> cause(JsonNode configuration) {
    String name = configuration.path("errorCausedByState").asText();
    boolean known =
        name.isEmpty()
            || StateNames.inside(state).stream()
                .anyMatch(flow -> StateNames.find(flow, name).isPresent());
    return known
        ? Optional.empty()
        : Optional.of(RequestFault.validation("State '" + name + "' not found in definition"));
  }
}
