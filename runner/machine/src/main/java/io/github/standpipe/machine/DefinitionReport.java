package io.github.standpipe.machine;

import java.util.List;

/**
 * The answer of ValidateStateMachineDefinition.
 *
 * @param passes whether no error was found
 * @param diagnostics the first of the requested diagnostics
 * @param truncated whether there are more
 */
public record DefinitionReport(
    boolean passes, List<DefinitionDiagnostic> diagnostics, boolean truncated) {
  private static final int MOST = 100;

  /**
   * Limits the diagnostics to those requested.
   *
   * @param least errors alone, or warnings too
   * @param maxResults 0 to 100; 0 means 100, as in the service
   */
  public static DefinitionReport of(
      List<DefinitionDiagnostic> found,
      DefinitionDiagnostic.DiagnosticSeverity least,
      int maxResults) {
    List<DefinitionDiagnostic> asked =
        found.stream().filter(one -> one.severity().compareTo(least) <= 0).toList();
    int most = maxResults < 1 || maxResults > MOST ? MOST : maxResults;
    return new DefinitionReport(
        found.stream()
            .noneMatch(one -> one.severity() == DefinitionDiagnostic.DiagnosticSeverity.ERROR),
        asked.subList(0, Math.min(most, asked.size())),
        asked.size() > most);
  }
}
