package io.github.standpipe.machine;

import java.util.Optional;

/**
 * What is wrong with a definition, as ValidateStateMachineDefinition reports it.
 *
 * @param severity an error refuses the definition, a warning does not
 * @param code such as {@code SCHEMA_VALIDATION_FAILED}
 * @param message the service's text, if a recording or a report shows it
 * @param location such as {@code /States/Publish/Resource}; empty if the whole definition is meant
 */
public record DefinitionDiagnostic(
    DiagnosticSeverity severity, String code, String message, Optional<String> location) {

  static final String SCHEMA = "SCHEMA_VALIDATION_FAILED";

  /** How much a diagnostic weighs. */
  public enum DiagnosticSeverity {
    ERROR,
    WARNING
  }

  static DefinitionDiagnostic error(String code, String message, String location) {
    return new DefinitionDiagnostic(DiagnosticSeverity.ERROR, code, message, Optional.of(location));
  }

  /** An error that has no place. */
  static DefinitionDiagnostic error(String code, String message) {
    return new DefinitionDiagnostic(DiagnosticSeverity.ERROR, code, message, Optional.empty());
  }

  /** How CreateStateMachine words it; it writes {@code null} for a place that is missing. */
  String inRefusal() {
    return code + ": " + message + " at " + location.orElse("null");
  }

  /** One line of our own: where, what, and the code to look up. */
  public String describe() {
    String text = message.strip().replaceAll("\\s*\\R\\s*", " ");
    return DefinitionPlace.describe(location) + text + " (" + code + ")";
  }
}
