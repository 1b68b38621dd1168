package io.github.standpipe.internal.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.check.Diagnosis;
import io.github.standpipe.check.Finding;
import io.github.standpipe.json.Json;
import java.util.List;

/** The doctor's findings as JSON. */
final class CheckJson {
  private CheckJson() {}

  static ObjectNode of(List<Diagnosis> diagnoses) {
    ObjectNode json = Json.object();
    ArrayNode templates = json.putArray("templates");
    diagnoses.forEach(diagnosis -> templates.add(of(diagnosis)));
    return json;
  }

  private static ObjectNode of(Diagnosis diagnosis) {
    ObjectNode json = Json.object().put("file", diagnosis.file());
    ArrayNode pipes = json.putArray("pipes");
    diagnosis.pipes().forEach(pipe -> pipes.add(of(pipe)));
    diagnosis.leftOut().forEach(json.putArray("notExamined")::add);
    if (!diagnosis.unread().isEmpty()) {
      diagnosis.unread().forEach(json.putArray("notRead")::add);
    }
    if (!diagnosis.failedRules().isEmpty()) {
      diagnosis.failedRules().forEach(json.putArray("failedRules")::add);
    }
    ArrayNode findings = json.putArray("findings");
    diagnosis.findings().forEach(finding -> findings.add(of(finding)));
    return json;
  }

  private static ObjectNode of(Diagnosis.ExaminedPipe pipe) {
    ObjectNode json = Json.object().put("name", pipe.name()).put("where", pipe.where());
    ArrayNode parts = json.putArray("examined");
    pipe.parts()
        .forEach(part ->
            parts
                .addObject()
                .put("role", part.role())
                .put("type", part.type().isEmpty() ? null : part.type())
                .put("name", part.name()));
    return json;
  }

  private static ObjectNode of(Finding finding) {
    return Json.object()
        .put("rule", finding.rule().id())
        .put("severity", finding.rule().severity().toString())
        .put("file", finding.at().file())
        .put("line", finding.at().line())
        .put("column", finding.at().column())
        .put("resource", finding.resource())
        .put("seen", finding.observed())
        .put("why", finding.rule().why())
        .put("instead", finding.instead())
        .put("suppressed", finding.suppressed().orElse(null));
  }
}
