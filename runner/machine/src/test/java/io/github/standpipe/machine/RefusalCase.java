package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.util.List;
import java.util.Optional;

/** A recorded refusal, or a recorded validation, of a definition or a request. */
record RefusalCase(String name, JsonNode json) {

  /** A client's own words before those of the service. */
  private static final String CLIENT =
      "^An error occurred \\(\\w+\\) when calling the \\w+ operation: ";

  private boolean express() {
    return json.path("type").asText().equals("EXPRESS");
  }

  private CaseVerdict verdict(Optional<String> difference) {
    return new CaseVerdict(name, difference.isEmpty(), true, difference.orElse(""));
  }

  private CaseVerdict compare(Optional<RequestFault> fault) {
    JsonNode recorded = json.path("recorded");
    ObjectNode seen = MachineJson.NODES.objectNode();
    fault.ifPresent(f -> seen.put("error", f.error()).put("message", f.message()));
    ObjectNode expected = MachineJson.NODES.objectNode();
    expected.set("error", recorded.path("error"));
    expected.put("message", recorded.path("message").asText().replaceFirst(CLIENT, ""));
    return verdict(RecordedValue.difference("refused", expected, seen));
  }

  CaseVerdict create() {
    return compare(
        RequestFault.ofDefinition(DefinitionCheck.check(json.path("definition"), express())));
  }

  CaseVerdict start() {
    return compare(ExecutionInputCheck.check(json.path("input").asText()));
  }

  CaseVerdict testState() {
    ObjectNode request = json.path("request").deepCopy();
    request.set("definition", json.path("definition"));
    request.put("input", MachineJson.text(json.path("input")));
    return compare(StateTestCheck.check(request));
  }

  CaseVerdict validate() {
    JsonNode definition = json.path("definition");
    List<DefinitionDiagnostic> found =
        definition.isTextual()
            ? DefinitionCheck.check(definition.textValue(), express())
            : DefinitionCheck.check(definition, express());
    return verdict(RecordedValue.difference("result", json.path("recorded"), result(found)));
  }

  private static ObjectNode result(List<DefinitionDiagnostic> found) {
    DefinitionCheck.Report report =
        DefinitionCheck.Report.of(found, DefinitionDiagnostic.DiagnosticSeverity.ERROR, 100);
    ObjectNode result = MachineJson.NODES.objectNode();
    result.put("result", report.passes() ? "OK" : "FAIL");
    result.put("truncated", report.truncated());
    ArrayNode diagnostics = result.putArray("diagnostics");
    for (DefinitionDiagnostic one : report.diagnostics()) {
      ObjectNode diagnostic = diagnostics.addObject();
      diagnostic.put("severity", one.severity().name());
      diagnostic.put("code", one.code());
      diagnostic.put("message", one.message());
      one.location().ifPresent(location -> diagnostic.put("location", location));
    }
    return result;
  }
}
