package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads queues, and their policies. */
final class QueuesOfAccount {
  private static final Pattern BUCKET = Pattern.compile("arn:[a-z-]+:s3:::([a-z0-9.-]{3,63})");
  private static final String[] PROPERTIES = {
    "VisibilityTimeout",
    "MessageRetentionPeriod",
    "DelaySeconds",
    "MaximumMessageSize",
    "ReceiveMessageWaitTimeSeconds",
    "FifoQueue",
    "ContentBasedDeduplication",
    "DeduplicationScope",
    "FifoThroughputLimit",
    "SqsManagedSseEnabled",
    "RedrivePolicy",
    "RedriveAllowPolicy",
    "KmsMasterKeyId"
  };

  private final AccountScan scan;
  private final KeysOfAccount keys;
  private final Map<String, Set<String>> buckets = new HashMap<>();

  QueuesOfAccount(AccountScan scan, KeysOfAccount keys) {
    this.scan = scan;
    this.keys = keys;
  }

  /** Reads some by their ARNs. */
  void read(List<String> arns) {
    List<AccountAnswer> answers = scan.calls().each("queues read", arns, this::attributes);
    for (int i = 0; i < arns.size(); i++) {
      add(arns.get(i), answers.get(i));
    }
  }

  private AccountAnswer attributes(String arn) {
    ObjectNode members = AccountCalls.members("QueueUrl", scan.home().queueUrl(Arn.name(arn)));
    members.putArray("AttributeNames").add("All");
    return scan.calls().call(AccountAction.GET_QUEUE_ATTRIBUTES, Arn.name(arn), members);
  }

  private void add(String arn, AccountAnswer answer) {
    if (answer.isMissing()) {
      scan.isGone(arn);
    } else if (answer.isClosed()) {
      scan.tree().unknownPolicy(arn);
    }
    answer.found().ifPresent(json -> add(arn, json.path("Attributes")));
  }

  private void add(String arn, JsonNode attributes) {
    String name = Arn.name(arn);
    ObjectNode properties = AccountScan.pick(attributes, PROPERTIES);
    AccountScan.parse(properties, "RedrivePolicy", "RedriveAllowPolicy");
    scan.wanted().add(properties.path("RedrivePolicy").path("deadLetterTargetArn").asText());
    keys.of(properties, "KmsMasterKeyId");
    String id =
        scan.tree().add("AWS::SQS::Queue", "queue", name, arn, properties.put("QueueName", name));
    scan.tree().ref(id, scan.home().queueUrl(name));
    String policy = attributes.path("Policy").asText();
    if (!policy.isEmpty()) {
      ObjectNode attached = Json.object();
      attached.putArray("Queues").add(arn);
      attached.set("PolicyDocument", AccountScan.parsed(policy));
      scan.tree().addTo(arn, "AWS::SQS::QueuePolicy", "policy of " + id, attached);
      buckets.put(arn, bucketsIn(policy));
    }
  }

  private static Set<String> bucketsIn(String policy) {
    Set<String> names = new HashSet<>();
    Matcher bucket = BUCKET.matcher(policy);
    while (bucket.find()) {
      names.add(bucket.group(1));
    }
    return names;
  }

  /** The buckets that the policy of a queue names. */
  Set<String> buckets(String arn) {
    return buckets.getOrDefault(arn, Set.of());
  }
}
