package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The properties that are more than an attribute in another case. */
record SpecialProperties(Conversion conversion, BuiltResource resource) {

  /** Adds those of a type of Terraform. */
  void add(String type) {
    switch (type) {
      case "aws_sqs_queue" -> policy("AWS::SQS::QueuePolicy", "Queues", "Ref");
      case "aws_sns_topic" -> policy("AWS::SNS::TopicPolicy", "Topics", "Arn");
      case "aws_s3_bucket" -> policy("AWS::S3::BucketPolicy", "Bucket", "Name");
      case "aws_sns_topic_policy" -> rename("arn", "Topics");
      case "aws_lambda_function" -> function();
      case "aws_lambda_layer_version" -> layer();
      case "aws_lambda_permission" -> qualify();
      case "aws_sfn_state_machine" -> machine();
      case "aws_cloudwatch_event_rule" -> rule();
      case "aws_cloudwatch_metric_alarm" -> alarm();
      case "aws_dynamodb_table" -> table();
      case "aws_kinesis_stream" -> encryption();
      case "aws_ssm_parameter" -> secretParameter();
      case "aws_cloudwatch_log_group" -> retention();
      default -> {}
    }
  }

  private @Nullable Term value(String attribute) {
    Term found = resource.values().get(attribute);
    return Term.isEmpty(found) ? null : found;
  }

  private SourcePlace place(String attribute) {
    Term.Field field = resource.values().fields().get(attribute);
    return field == null ? resource.values().at() : field.at();
  }

  private void rename(String attribute, String property) {
    Term found = value(attribute);
    if (found != null) {
      resource.put(property, place(attribute), found);
    }
  }

  /** A policy within a resource is a resource of its own in CloudFormation. */
  private void policy(String type, String property, String attribute) {
    Term policy = value("policy");
    if (policy == null) {
      return;
    }
    SourcePlace at = place("policy");
    BuiltResource own =
        new BuiltResource(
            resource.address() + ".policy",
            type,
            new Term.Fields(Map.of(), resource.values().at()));
    own.put(property, at, new Term.Attribute(resource.address(), attribute, at));
    own.put("PolicyDocument", at, PropertyNames.json(policy));
    conversion.addBeside(own);
  }

  private void function() {
    Term code =
        new FunctionSources(conversion.objects()).folder(resource.values(), value("filename"));
    Term image = value("image_uri");
    if (code != null) {
      resource.put("Code", place("filename"), code);
    } else if (image != null) {
      SourcePlace at = place("image_uri");
      resource.put("Code", at, new Term.Fields(Map.of("ImageUri", new Term.Field(at, image)), at));
    }
    String reserved = Term.text(value("reserved_concurrent_executions"));
    if (reserved != null && !reserved.startsWith("-")) {
      rename("reserved_concurrent_executions", "ReservedConcurrentExecutions");
    }
  }

  private void layer() {
    Term content =
        new FunctionSources(conversion.objects()).folder(resource.values(), value("filename"));
    if (content != null) {
      resource.put("Content", place("filename"), content);
    }
  }

  private void qualify() {
    String qualifier = Term.text(value("qualifier"));
    Term function = value("function_name");
    if (qualifier == null || function == null) {
      return;
    }
    SourcePlace at = place("function_name");
    Term named =
        function instanceof Term.Attribute(String address, String name, SourcePlace p)
                && name.equals("Name")
            ? new Term.Attribute(address, "Arn", at)
            : function;
    resource.put(
        "FunctionName",
        at,
        Evaluator.joined(List.of(named, new Term.Text(":" + qualifier, at)), at));
  }

  private void machine() {
    if (value("definition") instanceof Term.Encoded(Term definition, SourcePlace at)) {
      resource.put("Definition", place("definition"), definition);
      resource.remove("DefinitionString");
    }
    Term logging = Term.item(value("logging_configuration"), 0);
    Term group = Term.at(logging, "log_destination");
    if (!(logging instanceof Term.Fields fields)) {
      return;
    }
    SourcePlace at = fields.at();
    Map<String, Term.Field> made = new LinkedHashMap<>();
    put(made, "Level", fields.fields().get("level"));
    put(made, "IncludeExecutionData", fields.fields().get("include_execution_data"));
    if (group != null && !Term.isEmpty(group)) {
      Term arn = new Term.Fields(Map.of("LogGroupArn", new Term.Field(at, group)), at);
      Term one = new Term.Fields(Map.of("CloudWatchLogsLogGroup", new Term.Field(at, arn)), at);
      made.put("Destinations", new Term.Field(at, new Term.Items(List.of(one), at)));
    }
    resource.put("LoggingConfiguration", at, new Term.Fields(made, at));
  }

  private static void put(Map<String, Term.Field> fields, String name, Term.@Nullable Field field) {
    if (field != null && !Term.isEmpty(field.value())) {
      fields.put(name, field);
    }
  }

  private void rule() {
    Term enabled = value("is_enabled");
    if (enabled instanceof Term.Text text && !resource.has("State")) {
      String state = text.text().equals("false") ? "DISABLED" : "ENABLED";
      resource.put("State", place("is_enabled"), new Term.Text(state, place("is_enabled")));
    }
  }

  private void alarm() {
    dimensions(resource.values(), "dimensions")
        .ifPresent(all -> resource.put("Dimensions", place("dimensions"), all));
    Term queries = value("metric_query");
    if (queries == null) {
      return;
    }
    List<Term> metrics = new ArrayList<>();
    for (Term query : Term.items(queries)) {
      metrics.add(query instanceof Term.Fields fields ? metric(fields) : query);
    }
    resource.put("Metrics", place("metric_query"), new Term.Items(metrics, queries.at()));
  }

  private static Optional<Term> dimensions(Term.Fields of, String key) {
    Term all = of.get(key);
    if (all instanceof Term.Unknown) {
      return Optional.of(all);
    }
    List<Term> made = new ArrayList<>();
    Term.fields(all)
        .forEach((name, field) -> {
          Map<String, Term.Field> one = new LinkedHashMap<>();
          one.put("Name", new Term.Field(field.at(), new Term.Text(name, field.at())));
          one.put("Value", field);
          made.add(new Term.Fields(one, field.at()));
        });
    return made.isEmpty() || all == null
        ? Optional.empty()
        : Optional.of(new Term.Items(made, all.at()));
  }

  private static Term metric(Term.Fields query) {
    SourcePlace at = query.at();
    Map<String, Term.Field> made = new LinkedHashMap<>();
    put(made, "Id", query.fields().get("id"));
    put(made, "Expression", query.fields().get("expression"));
    put(made, "ReturnData", query.fields().get("return_data"));
    put(made, "Period", query.fields().get("period"));
    if (Term.item(query.get("metric"), 0) instanceof Term.Fields metric) {
      Map<String, Term.Field> inner = new LinkedHashMap<>();
      put(inner, "Namespace", metric.fields().get("namespace"));
      put(inner, "MetricName", metric.fields().get("metric_name"));
      dimensions(metric, "dimensions")
          .ifPresent(all -> inner.put("Dimensions", new Term.Field(at, all)));
      Map<String, Term.Field> stat = new LinkedHashMap<>();
      stat.put("Metric", new Term.Field(at, new Term.Fields(inner, at)));
      put(stat, "Period", metric.fields().get("period"));
      put(stat, "Stat", metric.fields().get("stat"));
      put(stat, "Unit", metric.fields().get("unit"));
      made.put("MetricStat", new Term.Field(at, new Term.Fields(stat, at)));
    }
    return new Term.Fields(made, at);
  }

  private void table() {
    if (Term.isTrue(value("stream_enabled"))) {
      SourcePlace at = place("stream_enabled");
      Map<String, Term.Field> made = new LinkedHashMap<>();
      put(made, "StreamViewType", resource.values().fields().get("stream_view_type"));
      resource.put("StreamSpecification", at, new Term.Fields(made, at));
    }
  }

  private void encryption() {
    String type = Term.text(value("encryption_type"));
    if (type != null && !type.equals("NONE")) {
      SourcePlace at = place("encryption_type");
      Map<String, Term.Field> made = new LinkedHashMap<>();
      made.put("EncryptionType", new Term.Field(at, new Term.Text(type, at)));
      put(made, "KeyId", resource.values().fields().get("kms_key_id"));
      resource.put("StreamEncryption", at, new Term.Fields(made, at));
    }
  }

  /** Zero days are forever. */
  private void retention() {
    if ("0".equals(Term.text(value("retention_in_days")))) {
      resource.remove("RetentionInDays");
    }
  }

  private void secretParameter() {
    if ("SecureString".equals(Term.text(value("type")))) {
      resource.remove("Value");
    }
  }
}
