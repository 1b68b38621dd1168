package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A request of the TestState API as JSON. */
record StateTestRequest(JsonNode request) {
  StateTest test() {
    JsonNode definition = json(request, "definition");
    if (!definition.isObject()) {
      throw new IllegalArgumentException("definition is not a JSON object: give a state");
    }
    return new StateTest(definition, text(request, "stateName"), mock(), surroundings());
  }

  private Optional<StateTest.Mock> mock() {
    JsonNode mock = request.path("mock");
    if (mock.has("errorOutput")) {
      JsonNode failure = mock.get("errorOutput");
      return Optional.of(
          new StateTest.Mock.Failure(
              failure.path("error").asText(), text(failure, "cause").orElse(null)));
    }
    return mock.has("result")
        ? Optional.of(new StateTest.Mock.Result(json(mock, "result")))
        : Optional.empty();
  }

  private StateTest.Surroundings surroundings() {
    JsonNode configuration = request.path("stateConfiguration");
    JsonNode failed = configuration.path("mapIterationFailureCount");
    return new StateTest.Surroundings(
        variables(),
        json(request, "context") instanceof ObjectNode context
            ? Optional.of(context)
            : Optional.empty(),
        text(request, "roleArn"),
        configuration.path("retrierRetryCount").asInt(0),
        failed.isInt() ? OptionalInt.of(failed.intValue()) : OptionalInt.empty(),
        text(configuration, "mapItemReaderData"));
  }

  private Map<String, JsonNode> variables() {
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    json(request, "variables").properties().forEach(v -> variables.put(v.getKey(), v.getValue()));
    return variables;
  }

  private static Optional<String> text(JsonNode from, String field) {
    JsonNode value = from.path(field);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  private static JsonNode json(JsonNode from, String field) {
    JsonNode value = from.path(field);
    try {
      return value.isTextual() ? MachineJson.parse(value.textValue()) : value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(field + " is not JSON: correct its text", e);
    }
  }
}
