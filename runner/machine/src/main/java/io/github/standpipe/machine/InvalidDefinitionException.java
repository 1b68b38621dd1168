package io.github.standpipe.machine;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that CreateStateMachine would refuse, or that this interpreter does not run. */
public final class InvalidDefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 3;

  private final transient List<DefinitionDiagnostic> diagnostics;

  InvalidDefinitionException(String machine, List<DefinitionDiagnostic> errors) {
    super(describe(machine, errors), null, false, false);
    this.diagnostics = errors;
  }

  /**
   * {@return the diagnostics, each with its code, message and location; null after deserialization}
   */
  public List<DefinitionDiagnostic> diagnostics() {
    return diagnostics;
  }

  /** One line that names machine, state and field; the first few errors of many. */
  private static String describe(String machine, List<DefinitionDiagnostic> errors) {
    String shown =
        errors.stream()
            .limit(SHOWN)
            .map(DefinitionDiagnostic::describe)
            .collect(Collectors.joining("; "));
    int more = errors.size() - SHOWN;
    return machine + ": " + shown + (more > 0 ? "; and " + more + " more" : "");
  }
}
