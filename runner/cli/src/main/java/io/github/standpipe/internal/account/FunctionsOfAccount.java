package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads functions, their aliases and their policies. */
final class FunctionsOfAccount {
  private static final String FUNCTIONS = "/2015-03-31/functions/";

  private final AccountScan scan;
  private final Set<String> added = new HashSet<>();

  FunctionsOfAccount(AccountScan scan) {
    this.scan = scan;
  }

  /** A function as a pipe names it. */
  private record Qualified(String arn, String plain, String name, Optional<String> qualifier) {
    static Qualified of(String arn) {
      String[] parts = Arn.of(arn).resource().split(":", 3);
      String end = parts.length > 2 ? ":" + parts[2] : "";
      return new Qualified(
          arn,
          arn.substring(0, arn.length() - end.length()),
          parts[1],
          parts.length > 2 ? Optional.of(parts[2]) : Optional.empty());
    }

    Map<String, String> query() {
      return qualifier.map(one -> Map.of("Qualifier", one)).orElse(Map.of());
    }

    boolean isAlias() {
      return qualifier.filter(one -> !one.matches("\\d+|\\$LATEST")).isPresent();
    }
  }

  private record Answers(
      Qualified function, AccountAnswer configuration, AccountAnswer policy, AccountAnswer alias) {}

  /** Reads some by their ARNs, with the version or alias that is called. */
  void read(List<String> arns) {
    List<Qualified> functions = arns.stream().map(Qualified::of).toList();
    scan.calls().each("functions read", functions, this::read).forEach(this::add);
  }

  private Answers read(Qualified one) {
    AccountCalls calls = scan.calls();
    String path = FUNCTIONS + ApiProtocol.encoded(one.name());
    AccountAnswer configuration =
        calls.get(
            AccountAction.GET_FUNCTION_CONFIGURATION,
            one.name(),
            path + "/configuration",
            one.query());
    AccountAnswer policy =
        configuration.isMissing()
            ? configuration
            : calls.get(
                AccountAction.GET_FUNCTION_POLICY, one.name(), path + "/policy", one.query());
    AccountAnswer alias =
        one.isAlias() && !configuration.isMissing()
            ? calls.get(
                AccountAction.GET_ALIAS,
                one.name(),
                path + "/aliases/" + ApiProtocol.encoded(one.qualifier().orElse("")),
                Map.of())
            : new AccountAnswer.Missing();
    return new Answers(one, configuration, policy, alias);
  }

  private void add(Answers answers) {
    Qualified function = answers.function();
    if (answers.configuration().isMissing()) {
      scan.isGone(function.arn());
      return;
    }
    answers.configuration().found().ifPresent(json -> add(function, json));
    if (answers.policy().isClosed()) {
      scan.tree().unknownPolicy(function.arn());
    }
    answers.policy().found().ifPresent(json -> permissions(function, json));
    answers.alias().found().ifPresent(json -> alias(function, json));
  }

  private void add(Qualified function, JsonNode json) {
    if (!added.add(function.plain())) {
      return; // one version stands for the function
    }
    ObjectNode properties =
        AccountScan.pick(
            json,
            "Runtime",
            "Handler",
            "Role",
            "Timeout",
            "MemorySize",
            "PackageType",
            "TracingConfig",
            "TenancyConfig",
            "LoggingConfig");
    properties.put("FunctionName", function.name());
    if (json.path("SnapStart").path("ApplyOn").asText("None").equals("PublishedVersions")) {
      properties.putObject("SnapStart").put("ApplyOn", "PublishedVersions");
    }
    ArrayNode layers = Json.array();
    json.path("Layers").forEach(layer -> layers.add(layer.path("Arn").asText()));
    if (!layers.isEmpty()) {
      properties.set("Layers", layers);
    }
    ObjectNode variables = new KeptVariables(scan).of(json.path("Environment"));
    if (!variables.isEmpty()) {
      properties.putObject("Environment").set("Variables", variables);
    }
    String usual = "/aws/lambda/" + function.name();
    if (json.path("LoggingConfig").path("LogGroup").asText(usual).equals(usual)) {
      properties.remove("LoggingConfig");
    }
    scan.wanted().add(json.path("Role").asText());
    scan.tree()
        .add("AWS::Lambda::Function", "function", function.name(), function.plain(), properties);
  }

  private void alias(Qualified function, JsonNode json) {
    ObjectNode properties = AccountScan.pick(json, "Name", "FunctionVersion");
    properties.put("FunctionName", function.plain());
    scan.tree()
        .add(
            "AWS::Lambda::Alias",
            "alias",
            function.name() + ":" + json.path("Name").asText(),
            function.arn(),
            properties);
  }

  /** Each statement of a function's policy is a permission. */
  private void permissions(Qualified function, JsonNode json) {
    JsonNode statements = AccountScan.parsed(json.path("Policy").asText()).path("Statement");
    List<JsonNode> all = new ArrayList<>();
    statements.forEach(all::add);
    for (JsonNode statement : all) {
      ObjectNode permission =
          AccountScan.pick(statement, "Action", "Principal", "Condition", "Effect");
      permission.put("FunctionName", function.arn());
      scan.tree()
          .addTo(
              function.arn(),
              "AWS::Lambda::Permission",
              "permission of function " + function.name(),
              permission);
    }
  }
}
