package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What ValidateStateMachineDefinition warns about: texts of JSONPath states that look as if they
 * were meant to be evaluated. The codes are documented; the sentences are ours, because none is
 * recorded.
 */
final class DefinitionWarnings {
  private static final Pattern EVALUATED =
      Pattern.compile("\\$(\\$?[.\\[].*|\\$)|States\\.[A-Z]\\w*\\(.*\\)", Pattern.DOTALL);

  private static final Set<String> TEMPLATES =
      Set.of("Parameters", "ResultSelector", "ItemSelector", "Assign");

  private static final Set<String> WITH_PATHS = Set.of("Error", "Cause");

  private final DefinitionFindings findings = new DefinitionFindings();

  private DefinitionWarnings() {}

  static List<DefinitionDiagnostic> find(JsonNode definition) {
    DefinitionWarnings warnings = new DefinitionWarnings();
    warnings.flow(Flow.read(definition, false), "");
    return warnings.findings.all();
  }

  private void flow(Flow flow, String location) {
    flow.states().values().forEach(state -> state(state, location + "/States/" + state.name()));
  }

  private void state(State state, String place) {
    if (!state.jsonata()) {
      TEMPLATES.forEach(field -> template(state.field(field), place + "/" + field));
      state.fields().properties().forEach(field -> plain(field, place));
    }
    if (state.has("Result") && isEvaluated(state.field("Result"))) {
      add(
          "PASS_RESULT_IS_STATIC",
          "The result of a Pass state is not evaluated",
          place + "/Result");
    }
    int branch = 0;
    for (Flow inner : state.flows()) {
      String inside =
          state.type().equals("Parallel") ? "/Branches[" + branch++ + "]" : processor(state);
      flow(inner, place + inside);
    }
  }

  private static String processor(State state) {
    return state.has("ItemProcessor") ? "/ItemProcessor" : "/Iterator";
  }

  private void template(JsonNode template, String place) {
    for (Map.Entry<String, JsonNode> field : template.properties()) {
      String name = field.getKey();
      if (!name.endsWith(".$") && looksEvaluated(field.getValue())) {
        String message =
            "Field '" + name + "' is not evaluated, since its name does not end in '.$'";
        add("NO_DOLLAR", message, place + "/" + name);
      }
      template(field.getValue(), place + "/" + name);
    }
    for (int i = 0; template.isArray() && i < template.size(); i++) {
      template(template.get(i), place + "[" + i + "]");
    }
  }

  /** A plain field that has a counterpart for paths. */
  private void plain(Map.Entry<String, JsonNode> field, String place) {
    if (WITH_PATHS.contains(field.getKey()) && looksEvaluated(field.getValue())) {
      add(
          "NO_PATH",
          "The value of '"
              + field.getKey()
              + "' looks like a path, which '"
              + field.getKey()
              + "Path' takes",
          place + "/" + field.getKey());
    }
  }

  private static boolean isEvaluated(JsonNode result) {
    return looksEvaluated(result)
        || result.properties().stream()
            .anyMatch(field -> field.getKey().endsWith(".$") || isEvaluated(field.getValue()));
  }

  private static boolean looksEvaluated(JsonNode value) {
    return value.isTextual() && EVALUATED.matcher(value.textValue()).matches();
  }

  private void add(String code, String message, String location) {
    findings.add(
        new DefinitionDiagnostic(
            DefinitionDiagnostic.DiagnosticSeverity.WARNING, code, message, Optional.of(location)));
  }
}
