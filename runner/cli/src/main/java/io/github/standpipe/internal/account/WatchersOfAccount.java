package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.account.AccountCalls.Listing;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Optional;

/** Reads topics, log groups and alarms. */
record WatchersOfAccount(AccountScan scan, KeysOfAccount keys) {
  private static final String[] OF_ALARM = {
    "AlarmName",
    "Namespace",
    "MetricName",
    "Dimensions",
    "Statistic",
    "ExtendedStatistic",
    "Period",
    "EvaluationPeriods",
    "DatapointsToAlarm",
    "Threshold",
    "ComparisonOperator",
    "TreatMissingData",
    "ActionsEnabled",
    "AlarmActions",
    "Metrics"
  };

  /** Reads topics by their ARNs. */
  void topics(List<String> arns) {
    List<AccountAnswer> answers =
        scan.calls()
            .each(
                "topics read",
                arns,
                arn ->
                    scan.calls()
                        .call(
                            AccountAction.GET_TOPIC_ATTRIBUTES,
                            Arn.name(arn),
                            AccountCalls.members("TopicArn", arn)));
    for (int i = 0; i < arns.size(); i++) {
      topic(arns.get(i), answers.get(i));
    }
  }

  private void topic(String arn, AccountAnswer answer) {
    if (answer.isMissing()) {
      scan.isGone(arn);
    } else if (answer.isClosed()) {
      scan.tree().unknownPolicy(arn);
    }
    answer.found().map(json -> json.path("Attributes")).ifPresent(json -> addTopic(arn, json));
  }

  private void addTopic(String arn, JsonNode attributes) {
    ObjectNode properties =
        AccountScan.pick(attributes, "FifoTopic", "ContentBasedDeduplication", "KmsMasterKeyId");
    properties.put("TopicName", Arn.name(arn));
    keys.of(properties, "KmsMasterKeyId");
    String id = scan.tree().add("AWS::SNS::Topic", "topic", Arn.name(arn), arn, properties);
    ObjectNode attached = Json.object();
    attached.putArray("Topics").add(arn);
    attached.set("PolicyDocument", AccountScan.parsed(attributes.path("Policy").asText("{}")));
    scan.tree().addTo(arn, "AWS::SNS::TopicPolicy", "policy of " + id, attached);
  }

  /** Reads log groups by their ARNs. */
  void groups(List<String> arns) {
    List<Optional<JsonNode>> groups = scan.calls().each("log groups read", arns, this::group);
    for (int i = 0; i < arns.size(); i++) {
      String arn = arns.get(i).replaceFirst(":\\*$", "");
      groups.get(i).ifPresent(json -> addGroup(arn, json));
    }
  }

  private static String name(String arn) {
    return Arn.of(arn).resource().replaceFirst("^log-group:", "").replaceFirst(":\\*$", "");
  }

  /** The group of exactly that name; others may begin with it. */
  private Optional<JsonNode> group(String arn) {
    String name = name(arn);
    ObjectNode members = AccountCalls.members("logGroupNamePrefix", name);
    Listing listing =
        scan.calls()
            .list(AccountAction.DESCRIBE_LOG_GROUPS, name, members, "logGroups", "nextToken");
    Optional<JsonNode> found =
        listing.items().stream()
            .filter(one -> one.path("logGroupName").asText().equals(name))
            .findFirst();
    return found;
  }

  private void addGroup(String arn, JsonNode json) {
    ObjectNode properties = Json.object().put("LogGroupName", name(arn));
    if (json.has("retentionInDays")) {
      properties.set("RetentionInDays", json.get("retentionInDays"));
    }
    if (json.has("kmsKeyId")) {
      properties.set("KmsKeyId", json.get("kmsKeyId"));
    }
    scan.tree().add("AWS::Logs::LogGroup", "log group", name(arn), arn, properties);
  }

  /** Reads all alarms of the region; if that is not allowed, there may be any. */
  void alarms() {
    Listing all =
        scan.calls()
            .list(
                AccountAction.DESCRIBE_ALARMS,
                "",
                AccountCalls.members("MaxRecords", "100"),
                "MetricAlarms",
                "NextToken");
    all.items().forEach(this::addAlarm);
    if (!all.whole()) {
      ObjectNode unknown = Json.object().putNull("Dimensions");
      String arn = scan.home().arn("cloudwatch", "alarm:*");
      scan.tree().addTo(arn, "AWS::CloudWatch::Alarm", "alarms that were not read", unknown);
    }
  }

  private void addAlarm(JsonNode json) {
    ObjectNode properties = AccountScan.pick(json, OF_ALARM);
    for (String list : List.of("Dimensions", "Metrics", "AlarmActions")) {
      if (!(properties.path(list) instanceof ArrayNode)) {
        properties.remove(list); // an empty list in XML
      }
    }
    scan.tree()
        .add(
            "AWS::CloudWatch::Alarm",
            "alarm",
            json.path("AlarmName").asText(),
            json.path("AlarmArn").asText(),
            properties);
  }
}
