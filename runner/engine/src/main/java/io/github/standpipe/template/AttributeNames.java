package io.github.standpipe.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of the types that pipes use most. A property of a type counts as an attribute,
 * because it is one for some types, so that a missing attribute is certain.
 */
final class AttributeNames {
  private static final Map<String, List<String>> KNOWN =
      Map.ofEntries(
          Map.entry("AWS::SQS::Queue", List.of("Arn", "QueueName", "QueueUrl")),
          Map.entry("AWS::IAM::Role", List.of("Arn", "RoleId")),
          Map.entry("AWS::Lambda::Function", List.of("Arn", "SnapStartResponse")),
          Map.entry("AWS::Lambda::Alias", List.of("AliasArn")),
          Map.entry("AWS::Lambda::Version", List.of("FunctionArn", "Version")),
          Map.entry("AWS::Logs::LogGroup", List.of("Arn")),
          Map.entry(
              "AWS::StepFunctions::StateMachine", List.of("Arn", "Name", "StateMachineRevisionId")),
          Map.entry("AWS::SNS::Topic", List.of("TopicArn", "TopicName")),
          Map.entry("AWS::DynamoDB::Table", List.of("Arn", "StreamArn")),
          Map.entry("AWS::Events::EventBus", List.of("Arn", "Name", "Policy")),
          Map.entry("AWS::Events::Rule", List.of("Arn")),
          Map.entry("AWS::KMS::Key", List.of("Arn", "KeyId")),
          Map.entry("AWS::KinesisFirehose::DeliveryStream", List.of("Arn")),
          Map.entry("AWS::CloudWatch::Alarm", List.of("Arn")));

  private static final Map<String, String> OF_SAM =
      Map.of(
          "AWS::Serverless::Function", "AWS::Lambda::Function",
          "AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine",
          "AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table");

  /** The attributes that SAM adds to those of a resource. */
  private static final Set<String> MADE_BY_SAM =
      Set.of("Alias", "Version", "DestinationQueue", "DestinationTopic");

  private static final Map<String, Set<String>> PROPERTIES =
      Map.of(
          "AWS::SQS::Queue",
          Set.of(
              "ContentBasedDeduplication",
              "DeduplicationScope",
              "DelaySeconds",
              "FifoQueue",
              "FifoThroughputLimit",
              "KmsDataKeyReusePeriodSeconds",
              "KmsMasterKeyId",
              "MaximumMessageSize",
              "MessageRetentionPeriod",
              "ReceiveMessageWaitTimeSeconds",
              "RedrivePolicy",
              "SqsManagedSseEnabled",
              "Tags",
              "VisibilityTimeout"),
          "AWS::SNS::Topic",
          Set.of(
              "ContentBasedDeduplication",
              "DeliveryStatusLogging",
              "DisplayName",
              "FifoThroughputScope",
              "FifoTopic",
              "KmsMasterKeyId",
              "SignatureVersion",
              "Subscription",
              "Tags",
              "TracingConfig"),
          "AWS::Events::EventBus",
          Set.of(
              "DeadLetterConfig",
              "Description",
              "EventSourceName",
              "KmsKeyIdentifier",
              "LogConfig",
              "Tags"));

  private AttributeNames() {}

  /** The attributes of a type; empty if they are unknown. */
  static Optional<List<String>> of(String type) {
    return Optional.ofNullable(KNOWN.get(OF_SAM.getOrDefault(type, type)));
  }

  /** Whether a type certainly has no attribute of a name. */
  static boolean lacks(String type, String attribute) {
    String first = attribute.replaceFirst("\\..*", "");
    boolean made = OF_SAM.containsKey(type) && MADE_BY_SAM.contains(first);
    return !made
        && of(type).filter(known -> !known.contains(first)).isPresent()
        && !PROPERTIES.getOrDefault(type, Set.of()).contains(first);
  }
}
