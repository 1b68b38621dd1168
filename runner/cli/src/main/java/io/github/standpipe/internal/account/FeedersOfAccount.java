package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.account.AccountCalls.Listing;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads what puts messages on the queues of pipes, and what else reads from them. */
record FeedersOfAccount(AccountScan scan, QueuesOfAccount queues) {
  private static final String DELIVERS = "TargetArn";

  /** Reads all of it for some queues, by their ARNs. */
  void read(Set<String> sources) {
    if (sources.isEmpty()) {
      return;
    }
    Set<String> ends = new HashSet<>(sources);
    ends.addAll(subscriptions(sources));
    new RulesOfAccount(scan, ends).read();
    subscribers(ends);
    schedules(sources);
    buckets(sources);
    mappings(sources);
  }

  /** The topics that the queues subscribe to. */
  private Set<String> subscriptions(Set<String> sources) {
    Listing all =
        scan.calls()
            .list(
                AccountAction.LIST_SUBSCRIPTIONS, "", Json.object(), "Subscriptions", "NextToken");
    List<String> arns =
        all.items().stream()
            .filter(one -> one.path("Protocol").asText().equals("sqs"))
            .filter(one -> sources.contains(one.path("Endpoint").asText()))
            .map(one -> one.path("SubscriptionArn").asText())
            .filter(arn -> arn.startsWith("arn:")) // others are not confirmed
            .sorted()
            .toList();
    Set<String> topics = new HashSet<>();
    List<AccountAnswer> answers = scan.calls().each("subscriptions read", arns, this::subscription);
    for (int i = 0; i < arns.size(); i++) {
      String arn = arns.get(i);
      answers
          .get(i)
          .found()
          .ifPresent(json -> topics.add(addSubscription(arn, json.path("Attributes"))));
    }
    return topics;
  }

  private AccountAnswer subscription(String arn) {
    ObjectNode members = AccountCalls.members("SubscriptionArn", arn);
    return scan.calls().call(AccountAction.GET_SUBSCRIPTION_ATTRIBUTES, arn, members);
  }

  private String addSubscription(String arn, JsonNode attributes) {
    ObjectNode properties =
        AccountScan.pick(
            attributes,
            "TopicArn",
            "Protocol",
            "Endpoint",
            "RawMessageDelivery",
            "FilterPolicy",
            "FilterPolicyScope",
            "RedrivePolicy");
    AccountScan.parse(properties, "FilterPolicy", "RedrivePolicy");
    if (properties.path("RawMessageDelivery").asText().equals("false")) {
      properties.remove("RawMessageDelivery");
    }
    if (properties.path("FilterPolicyScope").asText().equals("MessageAttributes")) {
      properties.remove("FilterPolicyScope");
    }
    String topic = attributes.path("TopicArn").asText();
    scan.wanted().add(topic);
    scan.wanted().add(properties.path("RedrivePolicy").path("deadLetterTargetArn").asText());
    String[] parts = arn.split(":", -1);
    String name = parts[parts.length - 2] + ":" + parts[parts.length - 1];
    scan.tree().add("AWS::SNS::Subscription", "subscription", name, arn, properties);
    return topic;
  }

  private void subscribers(Set<String> ends) {
    List<JsonNode> summaries = all(AccountAction.LIST_SUBSCRIBERS, "Subscribers");
    List<String> arns =
        summaries.stream()
            .filter(one -> !one.has(DELIVERS) || ends.contains(one.path(DELIVERS).asText()))
            .map(one -> one.path("SubscriberArn").asText())
            .toList();
    boolean any = false;
    for (AccountAnswer answer : scan.calls().each("subscribers read", arns, this::subscriber)) {
      any |= answer.found().filter(json -> addSubscriber(json, ends)).isPresent();
    }
    if (any) {
      List<String> sources =
          all(AccountAction.LIST_EVENT_SOURCES, "EventSources").stream()
              .map(one -> one.path("EventSourceArn").asText())
              .toList();
      scan.calls().each("event sources read", sources, this::source).stream()
          .flatMap(answer -> answer.found().stream())
          .forEach(this::addSource);
    }
  }

  private List<JsonNode> all(AccountAction action, String items) {
    return scan.calls().list(action, "", Json.object(), items, "NextToken").items();
  }

  private AccountAnswer subscriber(String arn) {
    ObjectNode members = AccountCalls.members("SubscriberArn", arn);
    return scan.calls().call(AccountAction.DESCRIBE_SUBSCRIBER, arn, members);
  }

  private boolean addSubscriber(JsonNode json, Set<String> ends) {
    JsonNode invoke = json.path("InvokeConfiguration");
    if (!ends.contains(invoke.path(DELIVERS).asText())) {
      return false;
    }
    ObjectNode properties =
        AccountScan.pick(
            json,
            "Name",
            "EventBusArn",
            "Type",
            "StartingPosition",
            "State",
            "FilterConfiguration",
            "Transformer",
            "BatchConfiguration",
            "RetryPolicy",
            "OnFailureConfiguration",
            "LogConfiguration",
            "InvokeConfiguration");
    scan.wanted().add(invoke.path("RoleArn").asText());
    scan.wanted().add(json.path("OnFailureConfiguration").path("Arn").asText());
    String arn = json.path("SubscriberArn").asText();
    String bus = json.path("EventBusArn").asText();
    scan.tree()
        .add(
            "AWS::EventsV2::Subscriber", "subscriber", json.path("Name").asText(), arn, properties);
    if (!scan.tree().arns().containsValue(bus)) {
      String name = bus.replaceFirst("^.*:event-busv2/", "").replaceFirst("/.*$", "");
      ObjectNode ofBus = Json.object().put("Name", name);
      scan.tree().add("AWS::EventsV2::EventBus", "custom bus", name, bus, ofBus);
    }
    return true;
  }

  private AccountAnswer source(String arn) {
    ObjectNode members = AccountCalls.members("EventSourceArn", arn);
    return scan.calls().call(AccountAction.DESCRIBE_EVENT_SOURCE, arn, members);
  }

  private void addSource(JsonNode json) {
    scan.tree()
        .add(
            "AWS::EventsV2::EventSource",
            "event source",
            json.path("Name").asText(),
            json.path("EventSourceArn").asText(),
            AccountScan.pick(json, "Name", "EventBusArn", "Configuration"));
  }

  private void schedules(Set<String> sources) {
    List<JsonNode> named =
        AccountCalls.list(
                next -> {
                  Map<String, String> query = new HashMap<>(Map.of("MaxResults", "100"));
                  next.ifPresent(token -> query.put("NextToken", token));
                  return scan.calls().get(AccountAction.LIST_SCHEDULES, "", "/schedules", query);
                },
                "Schedules",
                "NextToken")
            .items()
            .stream()
            .filter(one -> sources.contains(one.path("Target").path("Arn").asText()))
            .toList();
    scan.calls().each("schedules read", named, this::schedule).stream()
        .flatMap(answer -> answer.found().stream())
        .forEach(this::addSchedule);
  }

  private AccountAnswer schedule(JsonNode summary) {
    String name = summary.path("Name").asText();
    String group = summary.path("GroupName").asText("default");
    return scan.calls()
        .get(
            AccountAction.GET_SCHEDULE,
            name,
            "/schedules/" + ApiProtocol.encoded(name),
            Map.of("groupName", group));
  }

  private void addSchedule(JsonNode json) {
    ObjectNode properties =
        AccountScan.pick(
            json,
            "Name",
            "GroupName",
            "State",
            "ScheduleExpression",
            "FlexibleTimeWindow",
            "Target");
    JsonNode target = json.path("Target");
    scan.wanted().add(target.path("RoleArn").asText());
    scan.wanted().add(target.path("DeadLetterConfig").path("Arn").asText());
    String name = json.path("GroupName").asText("default") + "/" + json.path("Name").asText();
    scan.tree()
        .add(
            "AWS::Scheduler::Schedule",
            "schedule",
            name.replaceFirst("^default/", ""),
            json.path("Arn").asText(),
            properties);
  }

  private void buckets(Set<String> sources) {
    Set<String> names = new TreeSet<>();
    sources.forEach(arn -> names.addAll(queues.buckets(arn)));
    List<String> all = List.copyOf(names);
    List<AccountAnswer> answers = scan.calls().each("buckets read", all, this::notifications);
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i);
      answers.get(i).found().ifPresent(json -> addBucket(name, json, sources));
    }
  }

  private AccountAnswer notifications(String bucket) {
    return scan.calls()
        .get(
            AccountAction.GET_BUCKET_NOTIFICATION,
            bucket,
            "/" + bucket,
            Map.of("notification", ""));
  }

  private void addBucket(String name, JsonNode json, Set<String> sources) {
    ArrayNode configurations = Json.array();
    for (JsonNode one : listed(json.path("QueueConfiguration"))) {
      if (sources.contains(one.path("Queue").asText())) {
        listed(one.path("Event")).forEach(event -> configurations.add(configuration(one, event)));
      }
    }
    if (!configurations.isEmpty()) {
      ObjectNode properties = Json.object().put("BucketName", name);
      properties.putObject("NotificationConfiguration").set("QueueConfigurations", configurations);
      String arn = "arn:" + scan.home().partition() + ":s3:::" + name;
      scan.tree().add("AWS::S3::Bucket", "bucket", name, arn, properties);
    }
  }

  private static ObjectNode configuration(JsonNode one, JsonNode event) {
    ObjectNode configuration = Json.object().put("Queue", one.path("Queue").asText());
    configuration.put("Event", event.asText());
    ArrayNode rules = Json.array();
    listed(one.path("Filter").path("S3Key").path("FilterRule"))
        .forEach(rule -> rules.add(AccountScan.pick(rule, "Name", "Value")));
    if (!rules.isEmpty()) {
      configuration.putObject("Filter").putObject("S3Key").set("Rules", rules);
    }
    return configuration;
  }

  /** XML does not say whether one element is a list. */
  private static List<JsonNode> listed(JsonNode value) {
    List<JsonNode> all = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(all::add);
    } else if (!value.isMissingNode()) {
      all.add(value);
    }
    return all;
  }

  private void mappings(Set<String> sources) {
    AccountCalls.list(
            next -> {
              Map<String, String> query = new HashMap<>(Map.of("MaxItems", "100"));
              next.ifPresent(token -> query.put("Marker", token));
              return scan.calls()
                  .get(
                      AccountAction.LIST_EVENT_SOURCE_MAPPINGS,
                      "",
                      "/2015-03-31/event-source-mappings/",
                      query);
            },
            "EventSourceMappings",
            "NextMarker")
        .items()
        .stream()
        .filter(one -> sources.contains(one.path("EventSourceArn").asText()))
        .forEach(this::addMapping);
  }

  private void addMapping(JsonNode json) {
    String uuid = json.path("UUID").asText();
    ObjectNode properties = AccountScan.pick(json, "EventSourceArn");
    properties.put("FunctionName", json.path("FunctionArn").asText());
    properties.put("Enabled", !json.path("State").asText("Enabled").startsWith("Disabl"));
    scan.tree()
        .add(
            "AWS::Lambda::EventSourceMapping",
            "event source mapping",
            uuid,
            scan.home().arn("lambda", "event-source-mapping:" + uuid),
            properties);
  }
}
