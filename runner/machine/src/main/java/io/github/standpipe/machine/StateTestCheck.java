package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.Optional;

/**
 * Finds what the TestState API would refuse in a request. The order of the checks is known only as
 * far as recordings show it.
 *
 * @param request as the API takes it: {@code definition}, {@code stateName}, {@code input}, {@code
 *     mock}, {@code context} and the rest; JSON may be given as text or as plain JSON
 */
record StateTestCheck(JsonNode request) {
  /** The service's name for the state of a request without a name. */
  static final String NAME = "StateName";

  static Optional<RequestFault> check(JsonNode request) {
    return new StateTestCheck(request).first();
  }

  private Optional<RequestFault> first() {
    return new TestConstraints(request)
        .check()
        .or(this::definition)
        .or(this::state)
        .or(this::input)
        .or(this::context)
        .or(this::variables);
  }

  private Optional<RequestFault> definition() {
    JsonNode definition = request.path("definition");
    if (definition.isTextual() && json("definition").isEmpty()) {
      return RequestFault.ofDefinition(DefinitionCheck.check(definition.textValue(), false));
    }
    JsonNode json = json("definition").orElse(definition);
    return RequestFault.ofDefinition(
        request.has("stateName") && json.has("States")
            ? DefinitionCheck.check(json, false)
            : DefinitionCheck.checkState(json, NAME));
  }

  /** JSON given plainly or as text; empty if the text is not JSON. */
  private Optional<JsonNode> json(String field) {
    JsonNode value = request.path(field);
    try {
      return Optional.of(value.isTextual() ? MachineJson.parse(value.textValue()) : value);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Optional<RequestFault> state() {
    JsonNode definition = json("definition").orElseThrow();
    Optional<JsonNode> state =
        request.has("stateName")
            ? StateNames.find(definition, request.path("stateName").asText())
            : Optional.of(definition);
    return state.isEmpty()
        ? Optional.of(RequestFault.validation("State not found in definition"))
        : mock(state.get());
  }

  private Optional<RequestFault> mock(JsonNode state) {
    if (!request.has("mock")) {
      return unmocked(state);
    }
    if (request.path("revealSecrets").asBoolean()) {
      return Optional.of(
          RequestFault.validation(
              "TestState does not support RevealSecrets when a mock is specified."));
    }
    return new MockCheck(state, request.path("mock"))
        .check()
        .or(() -> new TestConfigurationCheck(request, state, isJsonata(state)).check());
  }

  private boolean isJsonata(JsonNode state) {
    JsonNode machine = json("definition").orElseThrow();
    String language =
        state.path("QueryLanguage").asText(machine.path("QueryLanguage").asText("JSONPath"));
    return language.equals("JSONata");
  }

  private static Optional<RequestFault> unmocked(JsonNode state) {
    String kinds = "Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]";
    if (MockCheck.needsMock(state)) {
      return Optional.of(
          new RequestFault(
              "InvalidDefinition",
              "TestState API does not support Map or Parallel states. " + kinds));
    }
    String resource = state.path("Resource").asText();
    boolean patterned =
        ServiceCall.parse(resource).filter(call -> !call.pattern().isEmpty()).isPresent();
    // Not recorded: documented only.
    return patterned || resource.contains(":activity:")
        ? Optional.of(
            new RequestFault(
                "InvalidDefinition",
                "TestState API does not support Activity tasks, .sync or .waitForTaskToken service"
                    + " integration patterns without a mock."))
        : Optional.empty();
  }

  private Optional<RequestFault> input() {
    JsonNode input = request.path("input");
    return input.isTextual() ? ExecutionInputCheck.check(input.textValue()) : Optional.empty();
  }

  private Optional<RequestFault> context() {
    return request.has("context")
        ? json("context").map(TestContextCheck::check).orElseGet(TestContextCheck::notJson)
        : Optional.empty();
  }

  /** Not recorded. */
  private Optional<RequestFault> variables() {
    boolean fine =
        !request.has("variables") || json("variables").filter(JsonNode::isObject).isPresent();
    return fine
        ? Optional.empty()
        : Optional.of(
            RequestFault.validation("Invalid variables provided: Variables must be a JSON object"));
  }
}
