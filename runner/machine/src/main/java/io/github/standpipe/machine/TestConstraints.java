package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lengths, ranges and sets of values that the API's model gives for a request of TestState. A
 * value below its minimum never leaves the client, so the message is the client's.
 */
record TestConstraints(JsonNode request) {
  private static final int LONGEST_NAME = 80;

  Optional<RequestFault> check() {
    return Stream.<Optional<RequestFault>>of(
            length("definition", 1, 1_048_576),
            length("stateName", 1, LONGEST_NAME),
            length("roleArn", 1, 256),
            length("input", 0, MachineJson.LIMIT),
            length("context", 0, MachineJson.LIMIT),
            length("variables", 0, MachineJson.LIMIT),
            length("mock.result", 0, MachineJson.LIMIT),
            length("mock.errorOutput.error", 0, 256),
            length("mock.errorOutput.cause", 0, 32_768),
            length("stateConfiguration.errorCausedByState", 1, LONGEST_NAME),
            length("stateConfiguration.mapItemReaderData", 0, MachineJson.LIMIT),
            count("stateConfiguration.retrierRetryCount"),
            count("stateConfiguration.mapIterationFailureCount"),
            oneOf("inspectionLevel", "INFO", "DEBUG", "TRACE"),
            oneOf("mock.fieldValidationMode", "STRICT", "PRESENT", "NONE"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private JsonNode value(String field) {
    return request.at("/" + field.replace('.', '/'));
  }

  private Optional<RequestFault> length(String field, int least, int most) {
    JsonNode value = value(field);
    if (!value.isTextual()) {
      return Optional.empty();
    }
    int length = value.textValue().length();
    return length > most
        ? Optional.of(RequestFault.tooLong(field, most))
        : below(least, length, "length", field);
  }

  private Optional<RequestFault> count(String field) {
    JsonNode value = value(field);
    return value.isInt() ? below(0, value.intValue(), "value", field) : Optional.empty();
  }

  private static Optional<RequestFault> below(int least, int seen, String kind, String field) {
    String what = "Invalid " + kind + " for parameter " + field + ", value: " + seen;
    return seen < least
        ? Optional.of(
            new RequestFault(
                "ParamValidationError",
                "Parameter validation failed:\n" + what + ", valid min " + kind + ": " + least))
        : Optional.empty();
  }

  private Optional<RequestFault> oneOf(String field, String... values) {
    return RequestFault.unlessOneOf(value(field), field, values);
  }
}
