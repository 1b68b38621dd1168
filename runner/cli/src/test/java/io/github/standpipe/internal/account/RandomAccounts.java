package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/**
 * Templates of random pipes, with all names written, in which each part is sometimes right,
 * sometimes wrong and sometimes missing.
 */
final class RandomAccounts {
  private final Random random;
  private final ObjectNode template = Json.object();
  private final ObjectNode resources = template.putObject("Resources");

  RandomAccounts(long seed) {
    this.random = new Random(seed);
  }

  /** A template of some pipes. */
  ObjectNode template(int pipes) {
    put("Bus", "AWS::Events::EventBus", "{'Name': 'aws.partner/shop/orders'}");
    for (int i = 0; i < pipes; i++) {
      pipe(i);
    }
    return template;
  }

  private boolean maybe() {
    return random.nextBoolean();
  }

  private boolean seldom() {
    return random.nextInt(5) == 0;
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private ObjectNode put(String id, String type, String properties) {
    ObjectNode parsed = object(properties);
    resources.putObject(id).put("Type", type).set("Properties", parsed);
    return parsed;
  }

  static ObjectNode object(String json) {
    try {
      return (ObjectNode) Json.parse(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  private static JsonNode arn(String id) {
    ObjectNode call = Json.object();
    call.putArray("Fn::GetAtt").add(id).add("Arn");
    return call;
  }

  private static JsonNode ref(String id) {
    return Json.object().put("Ref", id);
  }

  private void pipe(int i) {
    queue(i);
    ObjectNode pipe = put("Pipe" + i, "AWS::Pipes::Pipe", "{'Name': 'pipe-" + i + "'}");
    if (maybe()) {
      pipe.put("Description", "Carries orders of kind " + i);
    }
    pipe.set("Source", arn("Queue" + i));
    pipe.set("RoleArn", arn("Role" + i));
    filter(pipe);
    boolean enriched = maybe();
    boolean aliased = maybe();
    if (enriched) {
      function(i, aliased);
      pipe.set("Enrichment", aliased ? ref("Alias" + i) : arn("Function" + i));
    }
    machine(i);
    pipe.set("Target", ref("Machine" + i));
    if (maybe()) {
      pipe.putObject("TargetParameters")
          .putObject("StepFunctionStateMachineParameters")
          .put("InvocationType", any(List.of("FIRE_AND_FORGET", "REQUEST_RESPONSE")));
    }
    logs(i, pipe);
    if (seldom()) {
      pipe.put("DesiredState", "STOPPED");
    }
    role(i, enriched, aliased);
    feeder(i);
    if (seldom()) {
      ObjectNode mapping = put("Reader" + i, "AWS::Lambda::EventSourceMapping", "{}");
      mapping.put("FunctionName", "another").set("EventSourceArn", arn("Queue" + i));
      if (maybe()) {
        mapping.put("Enabled", false);
      }
    }
  }

  private void filter(ObjectNode pipe) {
    if (maybe()) {
      pipe.withObject("/SourceParameters/FilterCriteria")
          .putArray("Filters")
          .addObject()
          .put(
              "Pattern",
              any(
                  List.of(
                      "{\"body\": {\"detail-type\": [\"OrderPlaced\"]}}",
                      "{\"body\": {\"Ref\": [\"x\"]}}",
                      "{\"body\": {\"detail-type\": [{\"exists\": false}]}}",
                      "{\"body\": {\"status\": [\"placed\"]}}")));
    }
    if (maybe()) {
      ObjectNode queue = pipe.withObject("/SourceParameters/SqsQueueParameters");
      queue.put("BatchSize", any(List.of(1, 10, 100)));
      if (maybe()) {
        queue.put("MaximumBatchingWindowInSeconds", any(List.of(5, 60, 300)));
      }
    }
  }

  private void queue(int i) {
    ObjectNode queue = put("Queue" + i, "AWS::SQS::Queue", "{'QueueName': 'queue-" + i + "'}");
    queue.put("VisibilityTimeout", any(List.of(30, 60, 180, 400)));
    if (seldom()) {
      queue.put("SqsManagedSseEnabled", false);
    }
    if (seldom()) {
      ObjectNode key = put("Key" + i, "AWS::KMS::Key", "{}");
      key.set("KeyPolicy", keyPolicy());
      queue.remove("SqsManagedSseEnabled");
      queue.set("KmsMasterKeyId", maybe() ? arn("Key" + i) : ref("Key" + i));
    }
    if (!seldom()) {
      ObjectNode letters =
          put("Letters" + i, "AWS::SQS::Queue", "{'QueueName': 'letters-" + i + "'}");
      if (maybe()) {
        letters.put("MessageRetentionPeriod", any(List.of(60, 345_600, 1_209_600)));
      }
      ObjectNode redrive = queue.putObject("RedrivePolicy");
      redrive.set("deadLetterTargetArn", arn("Letters" + i));
      redrive.put("maxReceiveCount", any(List.of(2, 5, 8)));
      alarm(i);
    }
  }

  private JsonNode keyPolicy() {
    ObjectNode policy = object("{'Version': '2012-10-17'}");
    ArrayNode statements = policy.putArray("Statement");
    if (maybe()) {
      statements.add(
          object(
              "{'Effect': 'Allow', 'Principal': {'AWS': 'arn:aws:iam::"
                  + AccountStore.ACCOUNT
                  + ":root'}, 'Action': 'kms:*', 'Resource': '*'}"));
    }
    if (maybe()) {
      statements.add(
          object(
              "{'Effect': 'Allow', 'Principal': {'Service': 'events.amazonaws.com'}, 'Action':"
                  + " ['kms:GenerateDataKey', 'kms:Decrypt'], 'Resource': '*'}"));
    }
    return policy;
  }

  private void alarm(int i) {
    if (maybe()) {
      ObjectNode alarm =
          put(
              "Alarm" + i,
              "AWS::CloudWatch::Alarm",
              "{'AlarmName': 'alarm-%d', 'Namespace': 'AWS/SQS', 'Statistic': 'Maximum', 'Period': 60, 'EvaluationPeriods': 1, 'ComparisonOperator': 'GreaterThanThreshold'}"
                  .formatted(i));
      alarm.put(
          "MetricName", any(List.of("ApproximateNumberOfMessagesVisible", "NumberOfMessagesSent")));
      alarm.put("Threshold", any(List.of(0, 10)));
      ObjectNode dimension = alarm.putArray("Dimensions").addObject().put("Name", "QueueName");
      dimension.put("Value", maybe() ? "letters-" + i : "letters-x");
    }
  }

  private void function(int i, boolean aliased) {
    ObjectNode function =
        put(
            "Function" + i,
            "AWS::Lambda::Function",
            "{'FunctionName': 'function-%d', 'Handler': 'orders.Enricher::handleRequest'}"
                .formatted(i));
    function.put("Runtime", any(List.of("java21", "python3.13")));
    function.put("Timeout", any(List.of(3, 25, 120, 900)));
    function.put("MemorySize", any(List.of(128, 1024)));
    function.set("Role", arn("FunctionRole" + i));
    function.putObject("Code").put("S3Bucket", "code").put("S3Key", "x.zip");
    if (aliased) {
      put("Alias" + i, "AWS::Lambda::Alias", "{'Name': 'live', 'FunctionVersion': '1'}")
          .set("FunctionName", ref("Function" + i));
    }
    if (maybe()) {
      function.putObject("SnapStart").put("ApplyOn", "PublishedVersions");
    }
    if (maybe() && resources.has("Letters" + i)) {
      function.withObject("/Environment/Variables").set("QUARANTINE_QUEUE_URL", ref("Letters" + i));
    }
    ObjectNode role =
        put("FunctionRole" + i, "AWS::IAM::Role", "{'RoleName': 'function-role-" + i + "'}");
    role.set("AssumeRolePolicyDocument", trust("lambda.amazonaws.com", false));
    if (maybe()) {
      role.putArray("ManagedPolicyArns")
          .add("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
    }
  }

  private void machine(int i) {
    ObjectNode machine =
        put(
            "Machine" + i,
            "AWS::StepFunctions::StateMachine",
            "{'StateMachineName': 'machine-" + i + "'}");
    machine.put("StateMachineType", any(List.of("STANDARD", "EXPRESS")));
    machine.set("RoleArn", arn("Role" + i));
    machine.put(
        "DefinitionString",
        any(
            List.of(
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}}",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"InputPath\":"
                    + " \"$.order\", \"End\": true}}}",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Map\", \"ItemProcessor\":"
                    + " {\"StartAt\": \"B\", \"States\": {\"B\": {\"Type\": \"Pass\", \"End\":"
                    + " true}}}, \"End\": true}}}")));
    if (maybe()) {
      ObjectNode alarm =
          put(
              "MachineAlarm" + i,
              "AWS::CloudWatch::Alarm",
              "{'AlarmName': 'machine alarm/%d', 'Namespace': 'AWS/States', 'MetricName': 'ExecutionsFailed', 'Statistic': 'Sum', 'Period': 60, 'EvaluationPeriods': 1, 'Threshold': 0, 'ComparisonOperator': 'GreaterThanThreshold'}"
                  .formatted(i));
      ObjectNode dimension = alarm.putArray("Dimensions").addObject();
      dimension.put("Name", "StateMachineArn").set("Value", ref("Machine" + i));
    }
  }

  private void logs(int i, ObjectNode pipe) {
    if (maybe()) {
      ObjectNode group =
          put("Logs" + i, "AWS::Logs::LogGroup", "{'LogGroupName': '/pipes/" + i + "'}");
      if (maybe()) {
        group.put("RetentionInDays", 30);
      }
      ObjectNode log = pipe.putObject("LogConfiguration");
      log.put("Level", any(List.of("ERROR", "TRACE", "OFF")));
      log.putObject("CloudwatchLogsLogDestination").set("LogGroupArn", arn("Logs" + i));
      if (seldom()) {
        log.putArray("IncludeExecutionData").add("ALL");
      }
    }
  }

  private static ObjectNode trust(String service, boolean bound) {
    ObjectNode document = object("{'Version': '2012-10-17'}");
    ObjectNode statement = document.putArray("Statement").addObject();
    statement.put("Effect", "Allow").put("Action", "sts:AssumeRole");
    statement.putObject("Principal").put("Service", service);
    if (bound) {
      statement
          .putObject("Condition")
          .putObject("StringEquals")
          .set("aws:SourceAccount", ref("AWS::AccountId"));
    }
    return document;
  }

  private void role(int i, boolean enriched, boolean aliased) {
    ObjectNode role = put("Role" + i, "AWS::IAM::Role", "{'RoleName': 'role-" + i + "'}");
    if (seldom()) {
      role.put("Path", "/app/pipes/");
    }
    role.set(
        "AssumeRolePolicyDocument",
        trust(seldom() ? "states.amazonaws.com" : "pipes.amazonaws.com", maybe()));
    ObjectNode document = object("{'Version': '2012-10-17'}");
    ArrayNode statements = document.putArray("Statement");
    if (!seldom()) {
      allow(
          statements,
          seldom() ? "sqs:*" : "sqs:ReceiveMessage,sqs:DeleteMessage,sqs:GetQueueAttributes",
          arn("Queue" + i));
    }
    if (!seldom()) {
      allow(statements, "states:StartExecution", ref("Machine" + i));
    }
    if (enriched && !seldom()) {
      allow(
          statements,
          "lambda:InvokeFunction",
          aliased && maybe() ? ref("Alias" + i) : arn("Function" + i));
    }
    if (seldom()) {
      allow(statements, "states:*", TextNode.valueOf("*"));
    }
    if (statements.isEmpty()) {
      return;
    }
    switch (random.nextInt(3)) {
      case 0 -> {
        ObjectNode policy =
            put("Managed" + i, "AWS::IAM::ManagedPolicy", "{'ManagedPolicyName': 'm" + i + "'}");
        policy.set("PolicyDocument", document);
        role.putArray("ManagedPolicyArns").add(ref("Managed" + i));
      }
      default -> {
        ArrayNode policies = role.putArray("Policies");
        policies.addObject().put("PolicyName", "own").set("PolicyDocument", document);
        if (maybe()) {
          ObjectNode more = object("{'Version': '2012-10-17', 'Statement': []}");
          policies.addObject().put("PolicyName", "more").set("PolicyDocument", more);
          allow((ArrayNode) more.get("Statement"), "kms:Decrypt", TextNode.valueOf("*"));
        }
      }
    }
  }

  private static void allow(ArrayNode statements, String actions, JsonNode resource) {
    ObjectNode statement = statements.addObject().put("Effect", "Allow");
    ArrayNode all = statement.putArray("Action");
    List.of(actions.split(",")).forEach(all::add);
    statement.set("Resource", resource);
  }

  private void feeder(int i) {
    String service =
        switch (random.nextInt(5)) {
          case 0 -> rule(i);
          case 1 -> subscription(i);
          case 2 -> schedule(i);
          case 3 -> bucket(i);
          default -> subscriber(i);
        };
    if (!service.isEmpty() && !seldom()) {
      queuePolicy(i, service);
    }
  }

  private void queuePolicy(int i, String service) {
    ObjectNode policy = put("Policy" + i, "AWS::SQS::QueuePolicy", "{}");
    policy.putArray("Queues").add(ref("Queue" + i));
    ObjectNode document = policy.putObject("PolicyDocument").put("Version", "2012-10-17");
    ObjectNode statement = document.putArray("Statement").addObject();
    statement.put("Effect", "Allow").put("Action", "sqs:SendMessage");
    statement.putObject("Principal").put("Service", seldom() ? "ec2.amazonaws.com" : service);
    statement.set("Resource", arn("Queue" + i));
    String source =
        service.startsWith("s3")
            ? "arn:aws:s3:::bucket-" + i
            : any(List.of("arn:aws:events:*:*:rule/*", "arn:aws:sns:*:*:topic-" + i));
    if (service.startsWith("s3") || maybe()) {
      statement.putObject("Condition").putObject("ArnLike").put("aws:SourceArn", source);
    }
  }

  private String rule(int i) {
    ObjectNode rule = put("Rule" + i, "AWS::Events::Rule", "{'Name': 'rule-" + i + "'}");
    if (maybe()) {
      rule.set("EventBusName", ref("Bus"));
    }
    if (maybe()) {
      rule.set("EventPattern", object("{'detail-type': ['OrderPlaced']}"));
    } else {
      rule.put("EventPattern", "{\"detail\": {\"Ref\": [\"x\"]}}"); // not an intrinsic
    }
    ObjectNode target = rule.putArray("Targets").addObject().put("Id", "queue");
    target.set("Arn", arn("Queue" + i));
    if (maybe()) {
      target.put("InputPath", "$.detail");
    }
    if (seldom() && resources.has("Letters" + i)) {
      target.putObject("DeadLetterConfig").set("Arn", arn("Letters" + i));
    }
    return "events.amazonaws.com";
  }

  private String subscription(int i) {
    put("Topic" + i, "AWS::SNS::Topic", "{'TopicName': 'topic-" + i + "'}");
    ObjectNode one = put("Subscription" + i, "AWS::SNS::Subscription", "{'Protocol': 'sqs'}");
    one.set("TopicArn", ref("Topic" + i));
    one.set("Endpoint", arn("Queue" + i));
    if (maybe()) {
      one.put("RawMessageDelivery", true);
    }
    if (maybe()) {
      one.set("FilterPolicy", object("{'kind': ['order']}"));
    }
    return "sns.amazonaws.com";
  }

  private String schedule(int i) {
    ObjectNode one =
        put(
            "Schedule" + i,
            "AWS::Scheduler::Schedule",
            "{'Name': 'schedule-%d', 'ScheduleExpression': 'rate(1 hour)', 'FlexibleTimeWindow': {'Mode': 'OFF'}}"
                .formatted(i));
    ObjectNode target = one.putObject("Target").put("Input", "{\"status\": \"placed\"}");
    target.set("Arn", arn("Queue" + i));
    target.set("RoleArn", arn("SendRole" + i));
    sendRole(i, "scheduler.amazonaws.com");
    return "";
  }

  private void sendRole(int i, String service) {
    ObjectNode role = put("SendRole" + i, "AWS::IAM::Role", "{'RoleName': 'send-" + i + "'}");
    role.set("AssumeRolePolicyDocument", trust(service, true));
    if (maybe()) {
      ObjectNode document = object("{'Version': '2012-10-17'}");
      allow(document.putArray("Statement"), "sqs:SendMessage", arn("Queue" + i));
      role.putArray("Policies").addObject().put("PolicyName", "p").set("PolicyDocument", document);
    }
  }

  private String bucket(int i) {
    ObjectNode one = put("Bucket" + i, "AWS::S3::Bucket", "{'BucketName': 'bucket-" + i + "'}");
    ObjectNode configuration =
        one.withObject("/NotificationConfiguration")
            .putArray("QueueConfigurations")
            .addObject()
            .put("Event", "s3:ObjectCreated:*");
    configuration.set("Queue", arn("Queue" + i));
    queuePolicy(i, "s3.amazonaws.com");
    return "";
  }

  private String subscriber(int i) {
    put("Custom" + i, "AWS::EventsV2::EventBus", "{'Name': 'custom-" + i + "'}");
    ObjectNode one =
        put(
            "Subscriber" + i,
            "AWS::EventsV2::Subscriber",
            "{'Name': 'subscriber-%d', 'StartingPosition': 'LATEST', 'Type': 'UNORDERED', 'State': 'RUNNING'}"
                .formatted(i));
    one.set("EventBusArn", ref("Custom" + i));
    ObjectNode invoke = one.putObject("InvokeConfiguration");
    invoke.set("TargetArn", arn("Queue" + i));
    invoke.set("RoleArn", arn("SendRole" + i));
    ObjectNode filters = one.putObject("FilterConfiguration");
    filters
        .putArray("Filters")
        .addObject()
        .put("Scope", "DATA")
        .put("Pattern", "{\"detail-type\": [\"OrderPlaced\"]}");
    one.putObject("RetryPolicy").put("MaxRetryAttempts", 5).put("MaxEventAgeInSeconds", 300);
    sendRole(i, "events.amazonaws.com");
    return "";
  }
}
