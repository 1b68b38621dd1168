package io.github.standpipe.internal.terraform;

import java.util.List;
import java.util.Set;

/** What an attribute that is known only after apply is in the terms of CloudFormation. */
final class KnownLater {
  /** The types whose {@code id} is the ARN. */
  private static final Set<String> ID_IS_ARN =
      Set.of(
          "aws_sns_topic",
          "aws_sns_topic_subscription",
          "aws_sfn_state_machine",
          "aws_sfn_alias",
          "aws_iam_policy",
          "aws_ecs_cluster",
          "aws_batch_job_queue",
          "aws_msk_cluster",
          "aws_secretsmanager_secret",
          "aws_kinesis_stream",
          "aws_kinesis_firehose_delivery_stream",
          "aws_lambda_layer_version",
          "aws_lambda_alias",
          "aws_schemas_schema");

  private static final Set<String> NAMES =
      Set.of("name", "function_name", "bucket", "alarm_name", "layer_name", "alias_name");

  private KnownLater() {}

  /** The attribute of a resource, or what is unknown. */
  static Term of(DeployedObject object, String attribute, SourcePlace at) {
    String address = object.address();
    if (!ResourceForms.has(object.type())) {
      return unknown(address, attribute, at);
    }
    return switch (attribute) {
      case "arn", "qualified_arn", "bucket_arn", "target_key_arn" ->
          new Term.Attribute(address, arn(object), at);
      case "id" -> id(object, at);
      case "url" -> new Term.Attribute(address, "Ref", at);
      case "key_id" -> new Term.Attribute(address, "KeyId", at);
      case "stream_arn" -> new Term.Attribute(address, "StreamArn", at);
      case "state_machine_version_arn" ->
          new Term.Joined(
              List.of(new Term.Attribute(address, "Arn", at), new Term.Text(":1", at)), at);
      default ->
          NAMES.contains(attribute)
              ? new Term.Attribute(address, "Name", at)
              : unknown(address, attribute, at);
    };
  }

  /** CloudFormation's ARN of a log group ends in an asterisk, which Terraform leaves out. */
  private static String arn(DeployedObject object) {
    return object.type().equals("aws_cloudwatch_log_group") ? "BareArn" : "Arn";
  }

  private static Term id(DeployedObject object, SourcePlace at) {
    String attribute =
        switch (object.type()) {
          case "aws_sqs_queue" -> "Ref";
          case "aws_kms_key" -> "KeyId";
          default -> ID_IS_ARN.contains(object.type()) ? "Arn" : "Name";
        };
    return new Term.Attribute(object.address(), attribute, at);
  }

  /** A value that nothing here determines. */
  static Term.Unknown unknown(String address, String attribute, SourcePlace at) {
    return new Term.Unknown(address + "." + attribute, false, at);
  }
}
