package io.github.standpipe.machine;

import java.util.Optional;

/**
 * A problem in a definition, as ValidateStateMachineDefinition reports it.
 *
 * @param severity an error refuses the definition, a warning does not
 * @param code such as {@code SCHEMA_VALIDATION_FAILED}
 * @param message the service's text, if a recording or a report shows it
 * @param location such as {@code /States/Publish/Resource}; empty if the whole definition is meant
 */
public record DefinitionDiagnostic(
    DiagnosticSeverity severity, String code, String message, Optional<String> location) {

  static final String SCHEMA = "SCHEMA_VALIDATION_FAILED";

  /** The severity of a diagnostic. */
  public enum DiagnosticSeverity {
    /** CreateStateMachine refuses the definition. */
    ERROR,
    /** The definition is accepted, but probably does not do what was meant. */
    WARNING
  }

  static DefinitionDiagnostic error(String code, String message, String location) {
    return new DefinitionDiagnostic(DiagnosticSeverity.ERROR, code, message, Optional.of(location));
  }

  /** An error without a location. */
  static DefinitionDiagnostic error(String code, String message) {
    return new DefinitionDiagnostic(DiagnosticSeverity.ERROR, code, message, Optional.empty());
  }

  /** The message of CreateStateMachine, which writes {@code null} for a missing location. */
  String inRefusal() {
    return code + ": " + message + " at " + location.orElse("null");
  }

  /** {@return one line in our own style: where, what, and the code to look up} */
  public String describe() {
    String text = message.strip().replaceAll("\\s*\\R\\s*", " ");
    return DefinitionPlace.describe(location) + text + " (" + code + ")";
  }
}
