package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads state machines. */
final class MachinesOfAccount {
  private final AccountScan scan;
  private final Set<String> added = new HashSet<>();

  MachinesOfAccount(AccountScan scan) {
    this.scan = scan;
  }

  /**
   * @param arn of the machine, without a version or an alias
   * @param isSure whether the definition is the one that runs
   */
  private record Answer(String called, String arn, boolean isSure, AccountAnswer answer) {}

  /** Reads some by their ARNs, with the version or alias that is started. */
  void read(List<String> arns) {
    scan.calls().each("state machines read", arns, this::read).forEach(this::add);
  }

  private Answer read(String called) {
    String[] parts = Arn.of(called).resource().split(":", 3);
    String plain = parts.length < 3 ? called : called.substring(0, called.lastIndexOf(':'));
    boolean alias = parts.length > 2 && !parts[2].matches("\\d+");
    String version = alias ? routed(called, parts[1]) : called;
    String asked = version.isEmpty() ? plain : version;
    ObjectNode members = AccountCalls.members("stateMachineArn", asked);
    return new Answer(
        called,
        plain,
        !version.isEmpty(),
        scan.calls().call(AccountAction.DESCRIBE_STATE_MACHINE, parts[1], members));
  }

  /** The first version that an alias routes to; empty if it may not be read. */
  private String routed(String alias, String name) {
    ObjectNode members = AccountCalls.members("stateMachineAliasArn", alias);
    return scan.calls()
        .call(AccountAction.DESCRIBE_STATE_MACHINE_ALIAS, name, members)
        .found()
        .map(json ->
            json.path("routingConfiguration").path(0).path("stateMachineVersionArn").asText())
        .orElse("");
  }

  private void add(Answer read) {
    if (read.answer().isMissing()) {
      scan.isGone(read.called());
    } else if (read.answer().isClosed()) {
      scan.tree().unknownPolicy(read.called()); // what it needs depends on its type
    }
    read.answer().found().filter(json -> added.add(read.arn())).ifPresent(json -> add(read, json));
  }

  private void add(Answer read, JsonNode json) {
    ObjectNode properties = Json.object();
    String name = Arn.of(read.arn()).resource().replaceFirst("^stateMachine:", "");
    properties.put("StateMachineName", name);
    properties.put("StateMachineType", json.path("type").asText("STANDARD"));
    properties.put("RoleArn", json.path("roleArn").asText());
    String definition = json.path("definition").asText("");
    if (read.isSure() && !definition.isEmpty()) {
      properties.put("DefinitionString", definition);
    } else {
      properties.putNull("DefinitionString");
    }
    JsonNode logging = json.path("loggingConfiguration");
    if (logging.isObject()) {
      properties.set("LoggingConfiguration", logging(logging));
    }
    scan.wanted().add(json.path("roleArn").asText());
    scan.tree()
        .add("AWS::StepFunctions::StateMachine", "state machine", name, read.arn(), properties);
  }

  private static ObjectNode logging(JsonNode logging) {
    ObjectNode properties = Json.object().put("Level", logging.path("level").asText("OFF"));
    properties.put("IncludeExecutionData", logging.path("includeExecutionData").asBoolean());
    ArrayNode destinations = Json.array();
    logging
        .path("destinations")
        .forEach(one ->
            destinations
                .addObject()
                .putObject("CloudWatchLogsLogGroup")
                .put(
                    "LogGroupArn",
                    one.path("cloudWatchLogsLogGroup").path("logGroupArn").asText()));
    if (!destinations.isEmpty()) {
      properties.set("Destinations", destinations);
    }
    return properties;
  }
}
