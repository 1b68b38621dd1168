package io.github.standpipe.check;

import io.github.standpipe.check.WrittenTwice.Around;
import io.github.standpipe.check.WrittenTwice.Blocks;
import io.github.standpipe.check.WrittenTwice.Encoded;
import io.github.standpipe.check.WrittenTwice.One;
import io.github.standpipe.check.WrittenTwice.To;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random pipes with what is around them, right or wrong. */
final class RandomPipes {
  private static final List<String> PATTERNS =
      List.of(
          "{\"body\":{\"kind\":[\"order\"]}}",
          "{\"body\":{\"kind\":[\"parcel\",{\"prefix\":\"p\"}]}}",
          "{\"kind\":[\"order\"]}",
          "{\"body\":{\"total\":[{\"numeric\":[\">\",5,\"<\",3]}]}}");
  private static final List<String> TEMPLATES =
      List.of(
          "{\"id\": <$.body.id>}",
          "{\"id\": \"<$.body.id>\"}",
          "{\"id\": \"$.body.id\"}",
          "{\"all\": <aws.pipes.event>}");

  private final Random random;
  private final WrittenTwice made = new WrittenTwice();

  RandomPipes(long seed) {
    this.random = new Random(seed);
  }

  WrittenTwice make() {
    role("enrich", "lambda.amazonaws.com", List.of());
    made.add(function());
    made.add(
        of(
            "aws_lambda_alias",
            "live",
            "AWS::Lambda::Alias",
            Map.of(
                "name",
                "live",
                "function_name",
                new To("aws_lambda_function.enrich", "function_name"),
                "function_version",
                "1"),
            Map.of(
                "Name",
                "live",
                "FunctionName",
                new To("aws_lambda_function.enrich", "function_name"),
                "FunctionVersion",
                "1")));
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      pipe("p" + i);
    }
    return made;
  }

  private boolean maybe() {
    return random.nextBoolean();
  }

  private int any(int... numbers) {
    return numbers[random.nextInt(numbers.length)];
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static One of(
      String type, String name, String own, Map<String, ?> attributes, Map<String, ?> properties) {
    return new One(type, name, own, attributes, properties);
  }

  private One function() {
    int timeout = any(3, 30, 60);
    int memory = any(128, 1024);
    Map<String, Object> attributes = new LinkedHashMap<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    both(attributes, properties, "function_name", "FunctionName", "enrich");
    both(attributes, properties, "role", "Role", new To("aws_iam_role.enrich", "arn"));
    both(attributes, properties, "runtime", "Runtime", any(List.of("java21", "python3.12")));
    both(attributes, properties, "handler", "Handler", "app.Handler");
    both(attributes, properties, "timeout", "Timeout", timeout);
    both(attributes, properties, "memory_size", "MemorySize", memory);
    properties.put("Code", Map.of("S3Bucket", "code", "S3Key", "app.zip"));
    attributes.put("s3_bucket", "code");
    attributes.put("s3_key", "app.zip");
    if (maybe()) {
      Map<String, String> variables = Map.of("STAGE", "test");
      attributes.put("environment", new Blocks(List.of(Map.of("variables", variables))));
      properties.put("Environment", Map.of("Variables", variables));
    }
    return of("aws_lambda_function", "enrich", "AWS::Lambda::Function", attributes, properties);
  }

  private static void both(
      Map<String, Object> attributes,
      Map<String, Object> properties,
      String attribute,
      String property,
      Object value) {
    attributes.put(attribute, value);
    properties.put(property, value);
  }

  private void queue(String name, Map<String, Object> more, Map<String, Object> moreOfOwn) {
    Map<String, Object> attributes = new LinkedHashMap<>(Map.of("name", name));
    Map<String, Object> properties = new LinkedHashMap<>(Map.of("QueueName", name));
    both(
        attributes,
        properties,
        "visibility_timeout_seconds",
        "VisibilityTimeout",
        any(30, 90, 400));
    both(
        attributes,
        properties,
        "message_retention_seconds",
        "MessageRetentionPeriod",
        any(345600, 1209600));
    attributes.put("sqs_managed_sse_enabled", true);
    attributes.put("fifo_queue", false);
    attributes.putAll(more);
    properties.putAll(moreOfOwn);
    made.add(of("aws_sqs_queue", name, "AWS::SQS::Queue", attributes, properties));
  }

  private void pipe(String id) {
    source(id);
    String machine = "aws_sfn_state_machine." + id;
    machine(id);
    List<Object> rights = new ArrayList<>();
    List<String> actions = new ArrayList<>(List.of("sqs:ReceiveMessage", "sqs:DeleteMessage"));
    if (maybe()) {
      actions.add("sqs:GetQueueAttributes");
    }
    rights.add(right(actions, new To("aws_sqs_queue." + id, "arn")));
    rights.add(
        right(List.of(any(List.of("states:StartExecution", "states:*"))), new To(machine, "arn")));
    Object function = new To("aws_lambda_function.enrich", "arn");
    rights.add(
        right(
            List.of("lambda:InvokeFunction"),
            maybe()
                ? List.of(function)
                : List.of(new Around("", new To("aws_lambda_function.enrich", "arn"), ":*"))));
    role(id, "pipes.amazonaws.com", rights);
    resource(id, machine);
  }

  private static Map<String, Object> right(List<String> actions, Object resource) {
    Map<String, Object> right = new LinkedHashMap<>();
    right.put("Effect", "Allow");
    right.put("Action", actions);
    right.put("Resource", resource);
    return right;
  }

  private void source(String id) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    if (maybe()) {
      queue(id + "dead", Map.of(), Map.of());
      Map<String, Object> policy = new LinkedHashMap<>();
      policy.put("deadLetterTargetArn", new To("aws_sqs_queue." + id + "dead", "arn"));
      policy.put("maxReceiveCount", any(1, 3, 5, 10));
      both(attributes, properties, "redrive_policy", "RedrivePolicy", new Encoded(policy));
      if (maybe()) {
        alarm(id);
      }
    }
    queue(id, attributes, properties);
    if (maybe()) {
      rule(id);
    }
  }

  private void alarm(String id) {
    To queue = new To("aws_sqs_queue." + id + "dead", "name");
    Map<String, Object> attributes = new LinkedHashMap<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    attributes.put("alarm_name", id + "-dead");
    both(attributes, properties, "namespace", "Namespace", "AWS/SQS");
    both(
        attributes,
        properties,
        "metric_name",
        "MetricName",
        any(List.of("ApproximateNumberOfMessagesVisible", "NumberOfMessagesSent")));
    both(attributes, properties, "statistic", "Statistic", "Maximum");
    both(attributes, properties, "period", "Period", 60);
    both(attributes, properties, "evaluation_periods", "EvaluationPeriods", 1);
    both(attributes, properties, "threshold", "Threshold", any(0, 100));
    both(
        attributes,
        properties,
        "comparison_operator",
        "ComparisonOperator",
        "GreaterThanThreshold");
    attributes.put("dimensions", Map.of("QueueName", queue));
    properties.put("Dimensions", List.of(Map.of("Name", "QueueName", "Value", queue)));
    made.add(
        of("aws_cloudwatch_metric_alarm", id, "AWS::CloudWatch::Alarm", attributes, properties));
  }

  private void rule(String id) {
    To queue = new To("aws_sqs_queue." + id, "arn");
    Map<String, Object> pattern = Map.of("source", List.of("shop." + id));
    Map<String, Object> target = new LinkedHashMap<>();
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("rule", new To("aws_cloudwatch_event_rule." + id, "name"));
    both(block, target, "target_id", "Id", "queue");
    both(block, target, "arn", "Arn", queue);
    if (maybe()) {
      Map<String, String> paths = Map.of("kind", "$.detail.kind");
      String template = "{\"kind\": <kind>}";
      block.put(
          "input_transformer",
          new Blocks(List.of(Map.of("input_paths", paths, "input_template", template))));
      target.put("InputTransformer", Map.of("InputPathsMap", paths, "InputTemplate", template));
    }
    made.add(
        of(
            "aws_cloudwatch_event_rule",
            id,
            "AWS::Events::Rule",
            Map.of("name", id, "event_pattern", new Encoded(pattern)),
            Map.of("Name", id, "EventPattern", pattern, "Targets", List.of(target))));
    made.add(of("aws_cloudwatch_event_target", id, "", block, Map.of()));
    if (maybe()) {
      Map<String, Object> statement = right(List.of("sqs:SendMessage"), maybe() ? queue : "*");
      statement.put("Principal", Map.of("Service", "events.amazonaws.com"));
      Object rule =
          maybe()
              ? new To("aws_cloudwatch_event_rule." + id, "arn")
              : "arn:aws:events:us-east-1:123456789012:rule/other";
      statement.put("Condition", Map.of("ArnEquals", Map.of("aws:SourceArn", rule)));
      Encoded policy = new Encoded(Map.of("Statement", List.of(statement)));
      To url = new To("aws_sqs_queue." + id, "url");
      made.add(
          of(
              "aws_sqs_queue_policy",
              id,
              "AWS::SQS::QueuePolicy",
              Map.of("queue_url", url, "policy", policy),
              Map.of("Queues", List.of(url), "PolicyDocument", policy)));
    }
  }

  private void machine(String id) {
    Map<String, Object> wait = new LinkedHashMap<>();
    wait.put("Type", "Pass");
    wait.put("End", true);
    if (maybe()) {
      wait.put("InputPath", any(List.of("$[0].body.id", "$.body", "$[0]")));
    }
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("StartAt", "A");
    definition.put("States", Map.of("A", wait));
    String type = any(List.of("STANDARD", "EXPRESS"));
    Encoded text = new Encoded(definition);
    Map<String, Object> attributes = new LinkedHashMap<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    both(attributes, properties, "name", "StateMachineName", id);
    both(attributes, properties, "type", "StateMachineType", type);
    both(attributes, properties, "role_arn", "RoleArn", "arn:aws:iam::123456789012:role/machine");
    attributes.put("definition", text);
    properties.put("Definition", definition);
    made.add(
        of(
            "aws_sfn_state_machine",
            id,
            "AWS::StepFunctions::StateMachine",
            attributes,
            properties));
  }

  private void role(String id, String service, List<Object> rights) {
    Map<String, Object> trust = new LinkedHashMap<>();
    trust.put("Effect", "Allow");
    trust.put("Principal", Map.of("Service", any(List.of(service, service, "ecs.amazonaws.com"))));
    trust.put("Action", "sts:AssumeRole");
    if (maybe()) {
      trust.put("Condition", Map.of("StringEquals", Map.of("aws:SourceAccount", "123456789012")));
    }
    Encoded document = new Encoded(Map.of("Statement", List.of(trust)));
    Map<String, Object> attributes = new LinkedHashMap<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    both(attributes, properties, "name", "RoleName", id);
    both(attributes, properties, "assume_role_policy", "AssumeRolePolicyDocument", document);
    To role = new To("aws_iam_role." + id, "name");
    Encoded policy = new Encoded(Map.of("Version", "2012-10-17", "Statement", rights));
    int form = rights.isEmpty() ? 3 : random.nextInt(3);
    if (form == 0) {
      attributes.put("inline_policy", new Blocks(List.of(Map.of("name", "all", "policy", policy))));
      properties.put("Policies", List.of(Map.of("PolicyName", "all", "PolicyDocument", policy)));
    }
    if (form == 1) {
      made.add(
          of(
              "aws_iam_policy",
              id,
              "AWS::IAM::ManagedPolicy",
              Map.of("name", id, "policy", policy),
              Map.of("ManagedPolicyName", id, "PolicyDocument", policy)));
      To arn = new To("aws_iam_policy." + id, "arn");
      made.add(
          of(
              "aws_iam_role_policy_attachment",
              id,
              "",
              Map.of("role", role, "policy_arn", arn),
              Map.of()));
      properties.put("ManagedPolicyArns", List.of(arn));
    }
    made.add(of("aws_iam_role", id, "AWS::IAM::Role", attributes, properties));
    if (form == 2) {
      made.add(
          of(
              "aws_iam_role_policy",
              id,
              "AWS::IAM::RolePolicy",
              Map.of("name", "all", "role", role, "policy", policy),
              Map.of("PolicyName", "all", "RoleName", role, "PolicyDocument", policy)));
    }
  }

  private void resource(String id, String machine) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    both(attributes, properties, "name", "Name", id);
    both(attributes, properties, "role_arn", "RoleArn", new To("aws_iam_role." + id, "arn"));
    both(attributes, properties, "source", "Source", new To("aws_sqs_queue." + id, "arn"));
    both(attributes, properties, "target", "Target", new To(machine, "arn"));
    if (maybe()) {
      Object called =
          any(
              List.of(
                  new To("aws_lambda_function.enrich", "arn"),
                  new To("aws_lambda_alias.live", "arn")));
      both(attributes, properties, "enrichment", "Enrichment", called);
    }
    Map<String, Object> blocks = new LinkedHashMap<>();
    Map<String, Object> below = new LinkedHashMap<>();
    int batch = any(1, 10, 100);
    int window = any(0, 5, 120);
    blocks.put(
        "sqs_queue_parameters",
        new Blocks(
            List.of(Map.of("batch_size", batch, "maximum_batching_window_in_seconds", window))));
    below.put(
        "SqsQueueParameters", Map.of("BatchSize", batch, "MaximumBatchingWindowInSeconds", window));
    if (maybe()) {
      String pattern = any(PATTERNS);
      blocks.put(
          "filter_criteria",
          new Blocks(List.of(Map.of("filter", new Blocks(List.of(Map.of("pattern", pattern)))))));
      below.put("FilterCriteria", Map.of("Filters", List.of(Map.of("Pattern", pattern))));
    }
    attributes.put("source_parameters", new Blocks(List.of(blocks)));
    properties.put("SourceParameters", below);
    target(attributes, properties);
    made.add(of("aws_pipes_pipe", id, "AWS::Pipes::Pipe", attributes, properties));
  }

  private void target(Map<String, Object> attributes, Map<String, Object> properties) {
    String type = any(List.of("FIRE_AND_FORGET", "REQUEST_RESPONSE"));
    Map<String, Object> blocks = new LinkedHashMap<>();
    Map<String, Object> below = new LinkedHashMap<>();
    blocks.put(
        "step_function_state_machine_parameters",
        new Blocks(List.of(Map.of("invocation_type", type))));
    below.put("StepFunctionStateMachineParameters", Map.of("InvocationType", type));
    if (maybe()) {
      both(blocks, below, "input_template", "InputTemplate", any(TEMPLATES));
    }
    attributes.put("target_parameters", new Blocks(List.of(blocks)));
    properties.put("TargetParameters", below);
  }
}
