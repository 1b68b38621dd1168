package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.account.AccountStore.Held;
import io.github.standpipe.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the services answer about the resources that an account holds; missing if there is none. */
record CloudAnswers(AccountStore store, int page) {

  JsonNode to(AccountCloud.Call call) {
    JsonNode asked = call.members();
    return switch (call.permission()) {
      case "pipes:ListPipes" -> pipes(asked);
      case "pipes:DescribePipe" ->
          store
              .find("AWS::Pipes::Pipe", "Name", asked.path("1").asText())
              .map(this::pipe)
              .<JsonNode>map(one -> one)
              .orElse(MissingNode.getInstance());
      case "sqs:GetQueueAttributes" -> queue(asked.path("QueueUrl").asText());
      case "events:ListEventBuses" -> buses(asked);
      case "events:ListRules" -> rules(asked);
      case "events:ListRuleNamesByTarget" -> ruleNames(asked);
      case "events:ListTargetsByRule" -> targets(asked);
      case "events:ListSubscribers" ->
          paged(
              store.of("AWS::EventsV2::Subscriber").map(CloudAnswers::summary),
              "Subscribers",
              asked,
              "NextToken",
              "NextToken");
      case "events:DescribeSubscriber" ->
          described("AWS::EventsV2::Subscriber", "SubscriberArn", asked);
      case "events:ListEventSources" ->
          paged(Stream.of(), "EventSources", asked, "NextToken", "NextToken");
      case "sns:ListSubscriptions" -> subscriptions(asked);
      case "sns:GetSubscriptionAttributes" -> subscription(asked.path("SubscriptionArn").asText());
      case "sns:GetTopicAttributes" -> topic(asked.path("TopicArn").asText());
      case "s3:GetBucketNotification" -> bucket(asked.path("1").asText());
      case "scheduler:ListSchedules" -> schedules(asked);
      case "scheduler:GetSchedule" -> schedule(asked);
      case "lambda:GetFunctionConfiguration" -> function(asked.path("1").asText());
      case "lambda:GetPolicy" -> permissions(asked);
      case "lambda:GetAlias" -> alias(asked);
      case "lambda:ListEventSourceMappings" -> mappings(asked);
      case "states:DescribeStateMachine" -> machine(asked.path("stateMachineArn").asText());
      case "cloudwatch:DescribeAlarms" ->
          paged(
              store.of("AWS::CloudWatch::Alarm").map(CloudAnswers::alarm),
              "MetricAlarms",
              asked,
              "NextToken",
              "NextToken");
      case "logs:DescribeLogGroups" -> groups(asked);
      case "kms:DescribeKey" -> key(asked.path("KeyId").asText());
      case "kms:GetKeyPolicy" -> keyPolicy(asked.path("KeyId").asText());
      default -> new CloudRoles(store, page).to(call);
    };
  }

  static String missing(String service) {
    return switch (service) {
      case "sqs" -> "QueueDoesNotExist";
      case "sns", "kms", "pipes" -> "NotFoundException";
      case "iam" -> "NoSuchEntity";
      case "s3" -> "NoSuchBucket";
      case "states" -> "StateMachineDoesNotExist";
      default -> "ResourceNotFoundException";
    };
  }

  /** A page; its token is the number of the first item of the next. */
  ObjectNode paged(
      Stream<? extends JsonNode> all, String items, JsonNode asked, String token, String next) {
    List<? extends JsonNode> list = all.toList();
    int from = asked.path(token).asText("").isEmpty() ? 0 : asked.path(token).asInt();
    int to = Math.min(list.size(), from + page);
    ObjectNode answer = Json.object();
    ArrayNode some = answer.putArray(items);
    list.subList(from, to).forEach(some::add);
    if (to < list.size()) {
      answer.put(next, String.valueOf(to));
    }
    return answer;
  }

  private JsonNode pipes(JsonNode asked) {
    String prefix = asked.path("NamePrefix").asText("");
    return paged(
        store
            .of("AWS::Pipes::Pipe")
            .map(this::pipe)
            .filter(one -> one.path("Name").asText().startsWith(prefix)),
        "Pipes",
        asked,
        "NextToken",
        "NextToken");
  }

  private ObjectNode pipe(Held pipe) {
    ObjectNode json = pipe.properties().deepCopy();
    if (json.path("DesiredState").isMissingNode()) {
      json.put("DesiredState", "RUNNING");
    }
    return json.put("Arn", pipe.arn())
        .put("CurrentState", store.states.getOrDefault(pipe.id(), "RUNNING"))
        .put("CreationTime", 1.7e9);
  }

  private JsonNode queue(String url) {
    String name = url.substring(url.lastIndexOf('/') + 1);
    Optional<Held> queue = store.find("AWS::SQS::Queue", "QueueName", name);
    if (queue.isEmpty()) {
      return MissingNode.getInstance();
    }
    ObjectNode attributes = Json.object();
    attributes.put("VisibilityTimeout", "30").put("MessageRetentionPeriod", "345600");
    attributes.put("SqsManagedSseEnabled", "true");
    attributes.put("QueueArn", queue.get().arn());
    queue
        .get()
        .properties()
        .properties()
        .forEach(one -> {
          if (!one.getKey().equals("QueueName")) {
            attributes.put(one.getKey(), text(one.getValue()));
          }
        });
    if (attributes.has("KmsMasterKeyId")) {
      attributes.put("SqsManagedSseEnabled", "false");
    }
    policy("AWS::SQS::QueuePolicy", "Queues", url, queue.get().arn())
        .ifPresent(policy -> attributes.put("Policy", text(policy)));
    return Json.object().set("Attributes", attributes);
  }

  private Optional<JsonNode> policy(String type, String property, String... names) {
    return store
        .of(type)
        .filter(one ->
            Stream.of(names)
                .anyMatch(
                    name -> one.properties().path(property).toString().contains('"' + name + '"')))
        .map(one -> one.properties().path("PolicyDocument"))
        .findFirst();
  }

  static String text(JsonNode value) {
    return value.isContainerNode() ? Json.text(value) : value.asText();
  }

  /** As IAM writes documents. */
  static String encoded(JsonNode document) {
    return URLEncoder.encode(Json.text(document), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode buses(JsonNode asked) {
    Stream<ObjectNode> made =
        store
            .of("AWS::Events::EventBus")
            .map(bus -> Json.object().put("Name", bus.text("Name")).put("Arn", bus.arn()));
    ObjectNode standard =
        Json.object()
            .put("Name", "default")
            .put("Arn", AccountStore.local("events", "event-bus/default"));
    return paged(
        Stream.concat(Stream.of(standard), made), "EventBuses", asked, "NextToken", "NextToken");
  }

  private static String bus(Held rule) {
    String bus = rule.text("EventBusName");
    return bus.isEmpty() ? "default" : bus.replaceFirst("^.*:event-bus/", "");
  }

  private Stream<Held> rulesOf(JsonNode asked) {
    String bus = asked.path("EventBusName").asText("default");
    return store.of("AWS::Events::Rule").filter(rule -> bus(rule).equals(bus));
  }

  private JsonNode rules(JsonNode asked) {
    return paged(
        rulesOf(asked)
            .map(rule -> {
              ObjectNode json = Json.object().put("Name", rule.text("Name")).put("Arn", rule.arn());
              json.put("State", rule.properties().path("State").asText("ENABLED"));
              json.put("EventBusName", bus(rule));
              if (rule.properties().has("EventPattern")) {
                json.put("EventPattern", text(rule.properties().path("EventPattern")));
              }
              return json;
            }),
        "Rules",
        asked,
        "NextToken",
        "NextToken");
  }

  private JsonNode ruleNames(JsonNode asked) {
    return paged(
        rulesOf(asked)
            .filter(rule ->
                rule.properties()
                    .path("Targets")
                    .toString()
                    .contains("\"Arn\":\"" + asked.path("TargetArn").asText() + "\""))
            .map(rule -> com.fasterxml.jackson.databind.node.TextNode.valueOf(rule.text("Name"))),
        "RuleNames",
        asked,
        "NextToken",
        "NextToken");
  }

  private JsonNode targets(JsonNode asked) {
    List<JsonNode> targets = new ArrayList<>();
    rulesOf(asked)
        .filter(rule -> rule.text("Name").equals(asked.path("Rule").asText()))
        .forEach(rule -> rule.properties().path("Targets").forEach(targets::add));
    return paged(targets.stream(), "Targets", asked, "NextToken", "NextToken");
  }

  private static ObjectNode summary(Held subscriber) {
    return Json.object()
        .put("Name", subscriber.text("Name"))
        .put("SubscriberArn", subscriber.arn());
  }

  private JsonNode described(String type, String member, JsonNode asked) {
    return store
        .of(type)
        .filter(one -> one.arn().equals(asked.path(member).asText()))
        .map(one -> one.properties().deepCopy().put(member, one.arn()))
        .<JsonNode>map(one -> one)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private JsonNode subscriptions(JsonNode asked) {
    return paged(
        store
            .of("AWS::SNS::Subscription")
            .map(one ->
                Json.object()
                    .put("SubscriptionArn", one.arn())
                    .put("Protocol", one.text("Protocol"))
                    .put("Endpoint", one.text("Endpoint"))
                    .put("TopicArn", one.text("TopicArn"))),
        "Subscriptions",
        asked,
        "NextToken",
        "NextToken");
  }

  private JsonNode subscription(String arn) {
    return store
        .of("AWS::SNS::Subscription")
        .filter(one -> one.arn().equals(arn))
        .findFirst()
        .<JsonNode>map(one -> {
          ObjectNode attributes = Json.object().put("RawMessageDelivery", "false");
          one.properties()
              .properties()
              .forEach(p -> attributes.put(p.getKey(), text(p.getValue())));
          return Json.object().set("Attributes", attributes);
        })
        .orElse(MissingNode.getInstance());
  }

  private JsonNode topic(String arn) {
    return store
        .of("AWS::SNS::Topic")
        .filter(one -> one.arn().equals(arn))
        .findFirst()
        .<JsonNode>map(one -> {
          ObjectNode attributes = Json.object();
          one.properties()
              .properties()
              .forEach(p -> attributes.put(p.getKey(), text(p.getValue())));
          attributes.put("Policy", "{\"Statement\":[]}");
          return Json.object().set("Attributes", attributes);
        })
        .orElse(MissingNode.getInstance());
  }

  private JsonNode bucket(String name) {
    return store
        .find("AWS::S3::Bucket", "BucketName", name)
        .<JsonNode>map(one -> {
          ObjectNode answer = Json.object();
          ArrayNode all = answer.putArray("QueueConfiguration");
          one.properties()
              .path("NotificationConfiguration")
              .path("QueueConfigurations")
              .forEach(c ->
                  all.addObject()
                      .put("Queue", c.path("Queue").asText())
                      .put("Event", c.path("Event").asText()));
          return answer;
        })
        .orElse(MissingNode.getInstance());
  }

  private JsonNode schedules(JsonNode asked) {
    return paged(
        store
            .of("AWS::Scheduler::Schedule")
            .map(one -> {
              ObjectNode json = Json.object().put("Name", one.text("Name"));
              json.put("GroupName", one.properties().path("GroupName").asText("default"));
              json.putObject("Target").set("Arn", one.properties().path("Target").path("Arn"));
              return json;
            }),
        "Schedules",
        asked,
        "NextToken",
        "NextToken");
  }

  private JsonNode schedule(JsonNode asked) {
    return store
        .find("AWS::Scheduler::Schedule", "Name", asked.path("1").asText())
        .<JsonNode>map(one -> one.properties().deepCopy().put("Arn", one.arn()))
        .orElse(MissingNode.getInstance());
  }

  private JsonNode function(String name) {
    return store
        .find("AWS::Lambda::Function", "FunctionName", name)
        .<JsonNode>map(one -> {
          ObjectNode json = one.properties().deepCopy();
          json.remove("Code");
          ArrayNode layers = Json.array();
          one.properties()
              .path("Layers")
              .forEach(layer -> layers.addObject().put("Arn", layer.asText()));
          json.set("Layers", layers);
          if (!json.has("Timeout")) {
            json.put("Timeout", 3);
          }
          json.putObject("LoggingConfig").put("LogGroup", "/aws/lambda/" + name);
          return json.put("FunctionArn", one.arn());
        })
        .orElse(MissingNode.getInstance());
  }

  private JsonNode permissions(JsonNode asked) {
    ObjectNode policy = Json.object();
    ArrayNode statements = policy.putArray("Statement");
    String name =
        asked.path("1").asText()
            + (asked.has("Qualifier") ? ":" + asked.path("Qualifier").asText() : "");
    store
        .of("AWS::Lambda::Permission")
        .filter(one -> one.text("FunctionName").endsWith(":function:" + name))
        .forEach(one -> {
          ObjectNode statement = statements.addObject().put("Effect", "Allow");
          statement.set("Action", one.properties().path("Action"));
          statement.putObject("Principal").set("AWS", one.properties().path("Principal"));
        });
    return statements.isEmpty()
        ? MissingNode.getInstance()
        : Json.object().put("Policy", Json.text(policy));
  }

  private JsonNode alias(JsonNode asked) {
    return store
        .of("AWS::Lambda::Alias")
        .filter(one ->
            one.arn()
                .endsWith(":function:" + asked.path("1").asText() + ":" + asked.path("2").asText()))
        .findFirst()
        .<JsonNode>map(one ->
            Json.object()
                .put("Name", one.text("Name"))
                .put("FunctionVersion", "1")
                .put("AliasArn", one.arn()))
        .orElse(MissingNode.getInstance());
  }

  private JsonNode mappings(JsonNode asked) {
    return paged(
        store
            .of("AWS::Lambda::EventSourceMapping")
            .map(one ->
                Json.object()
                    .put("UUID", "m-" + one.id().toLowerCase(Locale.ROOT))
                    .put("EventSourceArn", one.text("EventSourceArn"))
                    .put("FunctionArn", one.text("FunctionName"))
                    .put(
                        "State",
                        one.properties().path("Enabled").asBoolean(true) ? "Enabled" : "Disabled")),
        "EventSourceMappings",
        asked,
        "Marker",
        "NextMarker");
  }

  private JsonNode machine(String arn) {
    return store
        .of("AWS::StepFunctions::StateMachine")
        .filter(one -> one.arn().equals(arn))
        .findFirst()
        .<JsonNode>map(one ->
            Json.object()
                .put("stateMachineArn", arn)
                .put("name", one.text("StateMachineName"))
                .put("type", one.properties().path("StateMachineType").asText("STANDARD"))
                .put("roleArn", one.text("RoleArn"))
                .put("definition", one.text("DefinitionString")))
        .orElse(MissingNode.getInstance());
  }

  private static ObjectNode alarm(Held alarm) {
    ObjectNode json = alarm.properties().deepCopy().put("AlarmArn", alarm.arn());
    json.put("StateValue", "OK");
    return json.put("Threshold", alarm.properties().path("Threshold").asDouble());
  }

  private JsonNode groups(JsonNode asked) {
    String prefix = asked.path("logGroupNamePrefix").asText("");
    return paged(
        store
            .of("AWS::Logs::LogGroup")
            .filter(one -> one.text("LogGroupName").startsWith(prefix))
            .map(one -> {
              ObjectNode json = Json.object().put("logGroupName", one.text("LogGroupName"));
              if (one.properties().has("RetentionInDays")) {
                json.set("retentionInDays", one.properties().get("RetentionInDays"));
              }
              return json;
            }),
        "logGroups",
        asked,
        "nextToken",
        "nextToken");
  }

  private Optional<Held> keyOf(String id) {
    return store
        .of("AWS::KMS::Key")
        .filter(one -> one.id().equals(id) || one.arn().equals(id))
        .findFirst();
  }

  private JsonNode key(String id) {
    return keyOf(id)
        .<JsonNode>map(one ->
            Json.object()
                .set(
                    "KeyMetadata",
                    Json.object()
                        .put("KeyId", one.id())
                        .put("Arn", one.arn())
                        .put("KeyManager", "CUSTOMER")))
        .orElse(MissingNode.getInstance());
  }

  private JsonNode keyPolicy(String id) {
    return keyOf(id)
        .<JsonNode>map(one -> Json.object().put("Policy", text(one.properties().path("KeyPolicy"))))
        .orElse(MissingNode.getInstance());
  }
}
