package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resources of Terraform that are only a property of another resource in CloudFormation. */
record Attachments(Conversion conversion) {
  private static final Set<String> TYPES =
      Set.of(
          "aws_cloudwatch_event_target",
          "aws_sqs_queue_redrive_policy",
          "aws_sqs_queue_redrive_allow_policy",
          "aws_iam_role_policy_attachment",
          "aws_iam_policy_attachment",
          "aws_s3_bucket_notification",
          "aws_kms_key_policy");

  static boolean has(String type) {
    return TYPES.contains(type);
  }

  /** Adds one to the resource that it belongs to, if that is here. */
  void attach(String type, Term.Fields values) {
    switch (type) {
      case "aws_cloudwatch_event_target" -> target(values);
      case "aws_sqs_queue_redrive_policy" -> redrive(values, "redrive_policy", "RedrivePolicy");
      case "aws_sqs_queue_redrive_allow_policy" ->
          redrive(values, "redrive_allow_policy", "RedriveAllowPolicy");
      case "aws_iam_role_policy_attachment" ->
          role(values.get("role"), values.get("policy_arn"), values.at());
      case "aws_iam_policy_attachment" ->
          Term.items(values.get("roles"))
              .forEach(role -> role(role, values.get("policy_arn"), values.at()));
      case "aws_s3_bucket_notification" -> notification(values);
      default -> keyPolicy(values);
    }
  }

  /** A state lists the policies of a role in the role too. */
  void removeRepeatedPolicies() {
    conversion
        .ofType("aws_iam_role_policy")
        .forEach(policy -> {
          BuiltResource role = conversion.find("aws_iam_role", policy.values().get("role"));
          String name = Term.text(policy.values().get("name"));
          Term all = role == null ? null : role.property("Policies");
          if (role != null && name != null && all != null) {
            List<Term> others =
                Term.items(all).stream()
                    .filter(one -> !name.equals(Term.text(Term.at(one, "PolicyName"))))
                    .toList();
            role.put("Policies", all.at(), new Term.Items(others, all.at()));
          }
        });
  }

  private void target(Term.Fields values) {
    BuiltResource rule = rule(values);
    if (rule == null) {
      return;
    }
    Map<String, Term.Field> made = new LinkedHashMap<>();
    rename(values, "target_id", made, "Id");
    made.putIfAbsent("Id", new Term.Field(values.at(), new Term.Text("target", values.at())));
    rename(values, "arn", made, "Arn");
    rename(values, "role_arn", made, "RoleArn");
    rename(values, "input", made, "Input");
    rename(values, "input_path", made, "InputPath");
    block(
        values,
        "input_transformer",
        made,
        "InputTransformer",
        "input_paths=InputPathsMap",
        "input_template=InputTemplate");
    block(values, "dead_letter_config", made, "DeadLetterConfig", "arn=Arn");
    block(
        values,
        "retry_policy",
        made,
        "RetryPolicy",
        "maximum_event_age_in_seconds=MaximumEventAgeInSeconds",
        "maximum_retry_attempts=MaximumRetryAttempts");
    block(values, "sqs_target", made, "SqsParameters", "message_group_id=MessageGroupId");
    block(
        values, "kinesis_target", made, "KinesisParameters", "partition_key_path=PartitionKeyPath");
    block(
        values,
        "ecs_target",
        made,
        "EcsParameters",
        "task_definition_arn=TaskDefinitionArn",
        "task_count=TaskCount");
    rule.append("Targets", values.at(), new Term.Fields(made, values.at()));
  }

  /** The rule of a target: the name of a rule is unique on its bus only. */
  private @Nullable BuiltResource rule(Term.Fields values) {
    Term named = values.get("rule");
    return named instanceof Term.Text text
        ? conversion
            .ofType("aws_cloudwatch_event_rule")
            .filter(rule -> text.text().equals(Term.text(rule.values().get("name"))))
            .filter(rule -> bus(rule.values()).equals(bus(values)))
            .findFirst()
            .orElse(null)
        : conversion.find("aws_cloudwatch_event_rule", named);
  }

  /** A bus by its name, which is the last part of an ARN; an unknown one by what determines it. */
  private static String bus(Term.Fields values) {
    return switch (values.get("event_bus_name")) {
      case Term.Text text -> text.text().replaceFirst("^arn:.*:event-bus/", "");
      case Term.Attribute attribute -> attribute.address();
      case null, default -> "default";
    };
  }

  private static void rename(
      Term.Fields from, String key, Map<String, Term.Field> to, String name) {
    Term.Field field = from.fields().get(key);
    if (field != null && !Term.isEmpty(field.value())) {
      to.put(name, field);
    }
  }

  private static void block(
      Term.Fields from, String key, Map<String, Term.Field> to, String name, String... names) {
    Term.Field field = from.fields().get(key);
    Term inner = field == null ? null : Term.item(field.value(), 0);
    if (field == null || !(inner instanceof Term.Fields fields)) {
      return;
    }
    Map<String, Term.Field> made = new LinkedHashMap<>();
    for (String one : names) {
      int equals = one.indexOf('=');
      rename(fields, one.substring(0, equals), made, one.substring(equals + 1));
    }
    to.put(name, new Term.Field(field.at(), new Term.Fields(made, fields.at())));
  }

  private void redrive(Term.Fields values, String attribute, String property) {
    BuiltResource queue = conversion.find("aws_sqs_queue", values.get("queue_url"));
    Term.Field policy = values.fields().get(attribute);
    if (queue != null && policy != null) {
      queue.put(property, policy.at(), PropertyNames.json(policy.value()));
    }
  }

  private void role(@Nullable Term role, @Nullable Term policy, SourcePlace at) {
    BuiltResource holder = conversion.find("aws_iam_role", role);
    BuiltResource attached = conversion.find("aws_iam_policy", policy);
    if (policy == null || role == null) {
      return;
    }
    if (holder != null) {
      boolean has =
          policy instanceof Term.Text text
              && Term.items(holder.property("ManagedPolicyArns")).stream()
                  .anyMatch(one -> text.text().equals(Term.text(one)));
      if (!has) {
        holder.append("ManagedPolicyArns", at, policy);
      }
    } else if (attached != null) {
      attached.append("Roles", at, role);
    }
  }

  private void notification(Term.Fields values) {
    BuiltResource bucket = conversion.find("aws_s3_bucket", values.get("bucket"));
    if (bucket == null) {
      return;
    }
    Map<String, Term.Field> made = new LinkedHashMap<>();
    configurations(values, "queue", "queue_arn", "Queue", made);
    configurations(values, "topic", "topic_arn", "Topic", made);
    if (Term.isTrue(values.get("eventbridge"))) {
      Term on = new Term.Text("true", true, values.at());
      Term bridge =
          new Term.Fields(Map.of("EventBridgeEnabled", new Term.Field(on.at(), on)), on.at());
      made.put("EventBridgeConfiguration", new Term.Field(on.at(), bridge));
    }
    bucket.put("NotificationConfiguration", values.at(), new Term.Fields(made, values.at()));
  }

  private static void configurations(
      Term.Fields values, String key, String arn, String name, Map<String, Term.Field> made) {
    List<Term> all = new ArrayList<>();
    for (Term one : Term.items(values.get(key))) {
      for (Term event : Term.items(Term.at(one, "events"))) {
        all.add(configuration((Term.Fields) one, event, arn, name));
      }
    }
    if (!all.isEmpty()) {
      made.put(
          name + "Configurations", new Term.Field(values.at(), new Term.Items(all, values.at())));
    }
  }

  private static Term configuration(Term.Fields one, Term event, String arn, String name) {
    SourcePlace at = one.at();
    Map<String, Term.Field> made = new LinkedHashMap<>();
    rename(one, arn, made, name);
    made.put("Event", new Term.Field(event.at(), event));
    List<Term> rules = new ArrayList<>();
    keyRule(one, "filter_prefix", "prefix", rules);
    keyRule(one, "filter_suffix", "suffix", rules);
    if (!rules.isEmpty()) {
      Term list = new Term.Items(rules, at);
      Term key = new Term.Fields(Map.of("Rules", new Term.Field(at, list)), at);
      Term filter = new Term.Fields(Map.of("S3Key", new Term.Field(at, key)), at);
      made.put("Filter", new Term.Field(at, filter));
    }
    return new Term.Fields(made, at);
  }

  private static void keyRule(Term.Fields one, String key, String name, List<Term> rules) {
    Term value = one.get(key);
    if (value != null && !Term.isEmpty(value)) {
      Map<String, Term.Field> rule = new LinkedHashMap<>();
      rule.put("Name", new Term.Field(value.at(), new Term.Text(name, value.at())));
      rule.put("Value", new Term.Field(value.at(), value));
      rules.add(new Term.Fields(rule, value.at()));
    }
  }

  private void keyPolicy(Term.Fields values) {
    BuiltResource key = conversion.find("aws_kms_key", values.get("key_id"));
    Term.Field policy = values.fields().get("policy");
    if (key != null && policy != null) {
      key.put("KeyPolicy", policy.at(), PropertyNames.json(policy.value()));
    }
  }
}
