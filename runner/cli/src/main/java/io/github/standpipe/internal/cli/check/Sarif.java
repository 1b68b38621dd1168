package io.github.standpipe.internal.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.check.Catalogue;
import io.github.standpipe.check.Diagnosis;
import io.github.standpipe.check.Finding;
import io.github.standpipe.check.Rule;
import io.github.standpipe.check.Severity;
import io.github.standpipe.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;

/** The doctor's findings as SARIF 2.1.0, which code hosts show beside the lines. */
public final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  static ObjectNode of(List<Diagnosis> diagnoses) {
    return of(diagnoses, List.of());
  }

  static ObjectNode of(List<Diagnosis> diagnoses, List<Rule> added) {
    List<Rule> rules = Stream.concat(Catalogue.rules().stream(), added.stream()).toList();
    ObjectNode sarif = Json.object().put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = sarif.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "standpipe");
    ArrayNode ruleList = driver.putArray("rules");
    Catalogue.rules()
        .forEach(rule -> ruleList.add(of(rule, " See `docs/rules.md`, `" + rule.id() + "`.")));
    added.forEach(rule -> ruleList.add(of(rule, "")));
    run.put("columnKind", "utf16CodeUnits");
    List<String> failed = diagnoses.stream().flatMap(one -> one.failedRules().stream()).toList();
    if (!failed.isEmpty()) {
      invocation(failed, run.putArray("invocations").addObject());
    }
    ArrayNode results = run.putArray("results");
    diagnoses.stream()
        .flatMap(diagnosis -> diagnosis.findings().stream())
        .forEach(finding -> results.add(of(finding, rules)));
    return sarif;
  }

  private static ObjectNode of(Rule rule, String page) {
    ObjectNode json = Json.object().put("id", rule.id()).put("name", rule.id());
    json.putObject("shortDescription").put("text", sentence(rule.title()));
    json.putObject("fullDescription").put("text", rule.why());
    json.putObject("help").put("text", rule.why()).put("markdown", rule.why() + page);
    json.putObject("defaultConfiguration").put("level", level(rule.severity()));
    return json;
  }

  private static String sentence(String title) {
    return Character.toUpperCase(title.charAt(0)) + title.substring(1) + ".";
  }

  private static ObjectNode of(Finding finding, List<Rule> rules) {
    Rule rule = finding.rule();
    ObjectNode json = Json.object().put("ruleId", rule.id()).put("ruleIndex", rules.indexOf(rule));
    json.put("level", level(rule.severity()));
    json.putObject("message")
        .put("text", finding.observed() + " " + rule.why() + " " + finding.instead());
    ObjectNode location = json.putArray("locations").addObject();
    boolean inFile = finding.at().line() > 0;
    if (inFile) {
      physical(finding, location.putObject("physicalLocation"));
    }
    ObjectNode logical =
        location
            .putArray("logicalLocations")
            .addObject()
            .put("name", finding.resource())
            .put("kind", "resource");
    if (!inFile) {
      logical.put("fullyQualifiedName", finding.at().file());
    }
    suppressed(finding, json);
    return json;
  }

  private static void physical(Finding finding, ObjectNode physical) {
    physical.putObject("artifactLocation").put("uri", uri(finding.at().file()));
    physical
        .putObject("region")
        .put("startLine", finding.at().line())
        .put("startColumn", finding.at().column());
  }

  private static void suppressed(Finding finding, ObjectNode json) {
    finding
        .suppressed()
        .ifPresent(reason ->
            json.putArray("suppressions")
                .addObject()
                .put("kind", "inSource")
                .put("justification", reason));
  }

  /** Reports that the results may be incomplete. */
  private static void invocation(List<String> failed, ObjectNode invocation) {
    invocation.put("executionSuccessful", false);
    ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
    failed.forEach(line ->
        notifications.addObject().put("level", "error").putObject("message").put("text", line));
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  /** A relative path stays relative to the root that the reader of the file assumes. */
  public static String uri(String file) {
    try {
      String path = file.replace('\\', '/');
      URI uri = path.startsWith("/") ? new URI("file", "", path, null) : relative(path);
      return uri.toASCIIString();
    } catch (URISyntaxException e) {
      return file;
    }
  }

  /** Text before a colon in the first part of a relative address would be read as its scheme. */
  private static URI relative(String path) throws URISyntaxException {
    int colon = path.indexOf(':');
    boolean first = colon >= 0 && path.lastIndexOf('/', colon) < 0;
    return new URI(null, null, first ? "./" + path : path, null);
  }
}
