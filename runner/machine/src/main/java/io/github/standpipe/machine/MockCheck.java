package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.List;
import java.util.Optional;

/**
 * Finds what TestState would refuse in a mock.
 *
 * @param state the definition of the state
 * @param mock {@code result} or {@code errorOutput}, and {@code fieldValidationMode}
 */
record MockCheck(JsonNode state, JsonNode mock) {

  private String type() {
    return state.path("Type").asText();
  }

  /** Whether a state of a type can be tested with a mock alone. */
  static boolean needsMock(JsonNode state) {
    return List.of("Map", "Parallel").contains(state.path("Type").asText());
  }

  Optional<RequestFault> check() {
    if (mock.has("result") && mock.has("errorOutput")) {
      return fault(
          "A test mock should have only one of the following fields: [result, errorOutput].");
    }
    if (!needsMock(state) && !type().equals("Task")) {
      return fault("State type '" + type() + "' is not supported when a mock is specified");
    }
    return mock.has("result") ? result() : Optional.empty();
  }

  private static Optional<RequestFault> fault(String message) {
    return Optional.of(RequestFault.validation(message));
  }

  private Optional<RequestFault> result() {
    JsonNode text = mock.get("result");
    try {
      JsonNode result = text.isTextual() ? MachineJson.parse(text.textValue()) : text;
      return result.isMissingNode() ? notJson() : fits(result);
    } catch (JsonProcessingException e) {
      return notJson();
    }
  }

  private static Optional<RequestFault> notJson() {
    return fault("Mocked result must be valid JSON");
  }

  private Optional<RequestFault> fits(JsonNode result) {
    return switch (type()) {
      case "Map" -> map(result);
      case "Parallel" -> parallel(result);
      default -> task(result);
    };
  }

  /** The output of a result writer is not recorded. */
  private Optional<RequestFault> map(JsonNode result) {
    if (state.has("ResultWriter")) {
      return result.isObject() ? Optional.empty() : fault("Mocked result must be an object.");
    }
    return result.isArray() ? Optional.empty() : fault("Mocked result must be an array.");
  }

  private Optional<RequestFault> parallel(JsonNode result) {
    if (!result.isArray()) {
      return fault("Mocked result must be an array.");
    }
    return result.size() == state.path("Branches").size()
        ? Optional.empty()
        : fault(
            "Mocked result must contain the same number of items as number of Parallel branches.");
  }

  private Optional<RequestFault> task(JsonNode result) {
    String mode = mock.path("fieldValidationMode").asText("STRICT");
    Optional<ServiceCall> call = ServiceCall.parse(state.path("Resource").asText());
    if (mode.equals("NONE") || call.isEmpty()) {
      return Optional.empty();
    }
    return new ServiceAnswerCheck(mode.equals("STRICT"))
        .check(call.get(), result)
        .map(why -> RequestFault.validation("Mock result schema validation error: " + why));
  }
}
