package io.github.standpipe.internal.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.check.Finding;
import io.github.standpipe.check.Severity;
import io.github.standpipe.internal.account.AccountDiagnosis;
import io.github.standpipe.internal.account.PipeFindings;
import io.github.standpipe.json.Json;
import java.util.List;

/** The findings on an account as JSON: all pipes, those with the worst findings first. */
final class AccountJson {
  private AccountJson() {}

  static ObjectNode of(List<AccountDiagnosis> regions) {
    ObjectNode json = Json.object();
    ArrayNode all = json.putArray("regions");
    regions.forEach(region -> all.add(of(region)));
    ArrayNode pipes = json.putArray("pipes");
    regions.stream()
        .flatMap(region -> region.pipes().stream())
        .sorted(PipeFindings.BY_WORST)
        .forEach(pipe -> pipes.add(of(pipe)));
    return json;
  }

  private static ObjectNode of(AccountDiagnosis region) {
    ObjectNode json =
        Json.object()
            .put("account", region.picture().account())
            .put("region", region.picture().region())
            .put("pipes", region.pipes().size());
    ArrayNode notChecked = json.putArray("notChecked");
    region
        .picture()
        .notChecked()
        .forEach(one -> notChecked.addObject().put("what", one.what()).put("why", one.why()));
    if (!region.diagnosis().failedRules().isEmpty()) {
      region.diagnosis().failedRules().forEach(json.putArray("failedRules")::add);
    }
    return json;
  }

  private static ObjectNode of(PipeFindings pipe) {
    ObjectNode json =
        Json.object()
            .put("name", pipe.pipe().name())
            .put("arn", pipe.pipe().arn())
            .put("region", pipe.region())
            .put("state", pipe.pipe().state())
            .put("worst", pipe.worst().map(Severity::toString).orElse(null));
    ArrayNode findings = json.putArray("findings");
    pipe.findings().forEach(finding -> findings.add(of(finding)));
    return json;
  }

  private static ObjectNode of(Finding finding) {
    return Json.object()
        .put("rule", finding.rule().id())
        .put("severity", finding.rule().severity().toString())
        .put("arn", finding.at().file())
        .put("resource", finding.resource())
        .put("seen", finding.observed())
        .put("why", finding.rule().why())
        .put("instead", finding.instead());
  }
}
