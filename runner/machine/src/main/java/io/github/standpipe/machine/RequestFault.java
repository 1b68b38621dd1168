package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why the service would refuse a request.
 *
 * @param error the name of the error, such as {@code InvalidDefinition}
 * @param message the service's text, if a recording shows it
 */
record RequestFault(String error, String message) {

  static RequestFault validation(String message) {
    return new RequestFault("ValidationException", message);
  }

  /** AWS's message for a text that is too long. */
  static RequestFault tooLong(String field, int most) {
    return validation(
        "1 validation error detected: Value at '"
            + field
            + "' failed to satisfy constraint: Member must have length less than or equal to "
            + most);
  }

  /** AWS's message for a value that is not one of a set. */
  static Optional<RequestFault> unlessOneOf(JsonNode value, String field, String... values) {
    return !value.isTextual() || List.of(values).contains(value.textValue())
        ? Optional.empty()
        : Optional.of(
            validation(
                "1 validation error detected: Value '"
                    + value.textValue()
                    + "' at '"
                    + field
                    + "' failed to satisfy constraint: Member must satisfy enum value set: "
                    + List.of(values)));
  }

  /** The error of CreateStateMachine; empty if only warnings were found. */
  static Optional<RequestFault> ofDefinition(List<DefinitionDiagnostic> found) {
    String errors =
        found.stream()
            .filter(one -> one.severity() == DefinitionDiagnostic.DiagnosticSeverity.ERROR)
            .map(DefinitionDiagnostic::inRefusal)
            .collect(Collectors.joining(", "));
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RequestFault(
                "InvalidDefinition", "Invalid State Machine Definition: '" + errors + "'"));
  }
}
