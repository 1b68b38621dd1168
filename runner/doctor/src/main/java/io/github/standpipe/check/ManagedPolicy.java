package io.github.standpipe.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about AWS managed policies.
 *
 * @param actions what it allows, on all resources
 * @param whole whether it allows nothing else
 */
record ManagedPolicy(List<String> actions, boolean whole) {
  private static final List<String> LOGS =
      List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");
  private static final Map<String, ManagedPolicy> KNOWN =
      Map.ofEntries(
          Map.entry("AWSLambdaBasicExecutionRole", new ManagedPolicy(LOGS, true)),
          Map.entry(
              "AWSLambdaSQSQueueExecutionRole",
              new ManagedPolicy(
                  List.of(
                      "sqs:ReceiveMessage",
                      "sqs:DeleteMessage",
                      "sqs:GetQueueAttributes",
                      "logs:CreateLogGroup",
                      "logs:CreateLogStream",
                      "logs:PutLogEvents"),
                  true)),
          Map.entry(
              "AWSXRayDaemonWriteAccess",
              new ManagedPolicy(
                  List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), true)),
          Map.entry("AWSLambdaRole", new ManagedPolicy(List.of("lambda:InvokeFunction"), true)),
          Map.entry("AmazonSQSFullAccess", new ManagedPolicy(List.of("sqs:*"), true)),
          Map.entry("AWSLambda_FullAccess", new ManagedPolicy(List.of("lambda:*"), false)),
          Map.entry("AWSStepFunctionsFullAccess", new ManagedPolicy(List.of("states:*"), false)),
          Map.entry("AmazonDynamoDBFullAccess", new ManagedPolicy(List.of("dynamodb:*"), false)),
          Map.entry(
              "AmazonS3ReadOnlyAccess", new ManagedPolicy(List.of("s3:Get*", "s3:List*"), false)),
          Map.entry("AmazonS3FullAccess", new ManagedPolicy(List.of("s3:*"), false)),
          Map.entry("AdministratorAccess", new ManagedPolicy(List.of("*"), true)));

  /** By the ARN or the name of the policy. */
  static Optional<ManagedPolicy> of(String policy) {
    boolean another = policy.startsWith("arn:") && !policy.contains(":iam::aws:policy/");
    return another
        ? Optional.empty()
        : Optional.ofNullable(KNOWN.get(policy.substring(policy.lastIndexOf('/') + 1)));
  }

  /** Whether it grants all actions of a service or more. */
  boolean isWide() {
    return actions.stream().anyMatch(action -> action.matches("\\*|\\w+:\\*"));
  }
}
