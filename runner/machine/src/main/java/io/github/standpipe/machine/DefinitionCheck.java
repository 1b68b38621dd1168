package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.List;

/**
 * Finds what CreateStateMachine would refuse in a definition. Messages are the service's own if a
 * recording or a report shows them; the others follow its style and are marked in the code.
 */
public final class DefinitionCheck {
  /**
   * The answer of ValidateStateMachineDefinition.
   *
   * @param passes whether no error was found
   * @param diagnostics the first of the requested diagnostics
   * @param truncated whether there are more
   */
  public record Report(boolean passes, List<DefinitionDiagnostic> diagnostics, boolean truncated) {
    private static final int MOST = 100;

    /**
     * Limits the diagnostics to those requested.
     *
     * @param found all diagnostics of a definition, in order
     * @param least errors alone, or warnings too
     * @param maxResults 0 to 100; 0 means 100, as in the service
     * @return the report, with {@code truncated} set if diagnostics were left out
     */
    public static Report of(
        List<DefinitionDiagnostic> found,
        DefinitionDiagnostic.DiagnosticSeverity least,
        int maxResults) {
      List<DefinitionDiagnostic> asked =
          found.stream().filter(one -> one.severity().compareTo(least) <= 0).toList();
      int most = maxResults < 1 || maxResults > MOST ? MOST : maxResults;
      return new Report(
          found.stream()
              .noneMatch(one -> one.severity() == DefinitionDiagnostic.DiagnosticSeverity.ERROR),
          asked.subList(0, Math.min(most, asked.size())),
          asked.size() > most);
    }
  }

  private static final int LONGEST = 1_048_576;

  private DefinitionCheck() {}

  /**
   * Checks a definition as it is written.
   *
   * @param definition the JSON text
   * @param express whether it is an Express workflow's
   * @return the errors, in the order of the service; empty for a valid definition
   */
  public static List<DefinitionDiagnostic> check(String definition, boolean express) {
    DefinitionFindings findings = new DefinitionFindings();
    if (definition.isBlank()) {
      findings.add(notAnObject());
    } else if (definition.length() > LONGEST) {
      // Not recorded: the limit is documented.
      findings.add(
          DefinitionDiagnostic.error(
              DefinitionDiagnostic.SCHEMA, "Definition is longer than " + LONGEST + " characters"));
    } else {
      text(definition, express, findings);
    }
    return findings.all();
  }

  /**
   * Answers as ValidateStateMachineDefinition does.
   *
   * @param definition the JSON text
   * @param express whether it is an Express workflow's
   * @param least errors alone, or warnings too
   * @param maxResults the maximum number of diagnostics, at most 100; 0 means 100
   * @return the report; warnings only for a definition without errors
   */
  public static Report validate(
      String definition,
      boolean express,
      DefinitionDiagnostic.DiagnosticSeverity least,
      int maxResults) {
    List<DefinitionDiagnostic> found = check(definition, express);
    if (found.isEmpty() && least == DefinitionDiagnostic.DiagnosticSeverity.WARNING) {
      found = warnings(definition);
    }
    return Report.of(found, least, maxResults);
  }

  private static List<DefinitionDiagnostic> warnings(String definition) {
    try {
      return DefinitionWarnings.find(MachineJson.parse(definition));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void text(String definition, boolean express, DefinitionFindings findings) {
    try {
      JsonNode json = MachineJson.parse(definition);
      DuplicateNames.find(definition).forEach(findings::add);
      check(json, express, findings);
    } catch (JsonProcessingException e) {
      findings.add(JsonFaults.diagnostic(definition, e));
    }
  }

  /**
   * Checks a definition that is already JSON.
   *
   * @param definition the definition, such as {@code {"StartAt": ..., "States": {...}}}
   * @param express whether it is an Express workflow's
   * @return the errors, in the order of the service; empty for a valid definition
   */
  public static List<DefinitionDiagnostic> check(JsonNode definition, boolean express) {
    DefinitionFindings findings = new DefinitionFindings();
    check(definition, express, findings);
    return findings.all();
  }

  private static void check(JsonNode definition, boolean express, DefinitionFindings findings) {
    if (!definition.isObject()) {
      findings.add(notAnObject());
      return;
    }
    try {
      FlowShapes.MACHINE.check(root(definition, express, findings));
      // The service checks the paths through a machine only if its parts are correct.
      if (findings.isEmpty()) {
        new FlowCheck(findings).check(definition, "");
      }
    } catch (StackOverflowError e) {
      findings.add(
          DefinitionDiagnostic.error("TOO_DEEPLY_NESTED", "The definition nests too deeply"));
    }
  }

  /** A single state, as TestState takes it. */
  static List<DefinitionDiagnostic> checkState(JsonNode state, String name) {
    DefinitionFindings findings = new DefinitionFindings();
    if (!state.isObject()) {
      findings.add(notAnObject());
      return findings.all();
    }
    DefinitionScope scope = DefinitionScope.of(findings, false, false);
    StateShapes.STATE.check(new DefinitionSpot(state, "/States/" + name, scope));
    return findings.all();
  }

  private static DefinitionSpot root(
      JsonNode definition, boolean express, DefinitionFindings findings) {
    boolean jsonata =
        definition.has("QueryLanguage")
            && !definition.path("QueryLanguage").asText().equals("JSONPath");
    return new DefinitionSpot(definition, "", DefinitionScope.of(findings, jsonata, express));
  }

  private static DefinitionDiagnostic notAnObject() {
    return DefinitionDiagnostic.error(
        DefinitionDiagnostic.SCHEMA, "Definition must be a valid JSON object");
  }
}
