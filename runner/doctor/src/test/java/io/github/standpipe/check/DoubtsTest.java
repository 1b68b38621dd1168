package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates that look faulty but are correct, or may be. */
class DoubtsTest {
  private static final String SQS = "SourceParameters: {SqsQueueParameters: {%s}}";
  private static final String PATTERN =
      "SourceParameters: {FilterCriteria: {Filters: [{Pattern: '%s'}]}}";
  private static final String TEMPLATE = "EnrichmentParameters: {InputTemplate: '%s'}";
  private static final String ROLE =
      """
      OrderPipeRole:
        Properties:
          Policies:
            - PolicyName: p
              PolicyDocument: {Statement: [%s]}
      """;

  static Stream<Arguments> doubts() {
    return Stream.of(
        doubt("a key that only a transform knows", pipe("Fn::Transform: {Name: AWS::Include}")),
        doubt("an empty enrichment", pipe("Enrichment: ''")),
        doubt("an ARN of another stack", pipe("Source: !ImportValue queue")),
        doubt("a stopped pipe that a condition chooses", pipe("DesiredState: !If [Chosen, B, C]")),
        doubt("a batch of 10 from a queue", pipe(SQS.formatted("BatchSize: 10"))),
        doubt("a number written as a text", pipe(SQS.formatted("BatchSize: '10'"))),
        doubt("a window of 0 seconds", pipe(SQS.formatted("MaximumBatchingWindowInSeconds: 0"))),
        doubt(
            "a filter for absence in the body",
            pipe(pattern("{\"body\": {\"a\": [{\"exists\": false}]}}"))),
        doubt("a text pattern", pipe(pattern("{\"body\": [\"ping\"]}"))),
        doubt(
            "a range of numbers in the body",
            pipe(pattern("{\"body\": {\"n\": [{\"numeric\": [\">\", 1]}]}}"))),
        doubt("metadata that never holds quotes", pipe(template("{\"id\": \"<$.messageId>\"}"))),
        doubt(
            "a receive count in quotes",
            pipe(template("{\"n\": \"<$.attributes.ApproximateReceiveCount>\"}"))),
        doubt(
            "a stream's numbers and kinds in quotes",
            pipe(
                template(
                        "{\"n\": \"<$.dynamodb.NewImage.n.N>\", \"is\": \"<$.eventName>\", \"of\":"
                            + " \"<$.eventID>-<$.dynamodb.SequenceNumber>-<$.sequenceNumber>\"}")
                    + "\nSource: !ImportValue stream\nSourceParameters: {DynamoDBStreamParameters:"
                    + " {StartingPosition: LATEST, MaximumRetryAttempts: 5, DeadLetterConfig: {Arn:"
                    + " !ImportValue letters}}, SqsQueueParameters: !Ref AWS::NoValue}")),
        doubt(
            "the pipe's name in a text",
            pipe(template("{\"by\": \"pipe <aws.pipes.pipe-name>\"}"))),
        doubt(
            "an amount that begins with a dollar",
            pipe(template("{\"price\": \"$.50\", \"b\": <$.body>}"))),
        doubt("an empty input template", pipe("EnrichmentParameters: {InputTemplate: ''}")),
        doubt("a bare text to a queue", toQueue("TargetParameters: {InputTemplate: <$.body>}")),
        doubt("a static text to a queue", toQueue("TargetParameters: {InputTemplate: new order}")),
        doubt(
            "a redrive policy as JSON",
            queue(
                "RedrivePolicy: !Sub '{\"deadLetterTargetArn\":"
                    + " \"${DeadLetterQueue.Arn}\", \"maxReceiveCount\": 5}'")),
        doubt(
            "encryption by a key",
            queue("SqsManagedSseEnabled: false, KmsMasterKeyId: alias/aws/sqs")),
        doubt(
            "the same retention", "OrderQueue: {Properties: {MessageRetentionPeriod: 1209600}}\n"),
        doubt("exactly six times", queue("VisibilityTimeout: 150")),
        doubt(
            "a Python function with little memory",
            "OrderEnricher: {Properties: {Runtime:"
                + " python3.13, MemorySize: 128, SnapStart: !Ref AWS::NoValue}}\n"),
        doubt("where a secret is kept", variable("API_KEY: /orders/api-key")),
        doubt("the name of a secret", variable("PASSWORD_SECRET_NAME: orders")),
        doubt("a switch about tokens", variable("TOKEN: 'true'")),
        doubt("a count of tokens", variable("MAX_TOKENS: '4096'")),
        doubt("a service that needs all resources", allow("xray:PutTraceSegments", "'*'")),
        doubt("log delivery on all resources", allow("logs:PutLogEvents", "'*'")),
        doubt("a prefix of actions", allow("sqs:List*", "'*'")),
        doubt(
            "a policy of another stack",
            "OrderPipeRole: {Properties: {Policies: [],"
                + " ManagedPolicyArns: [!ImportValue policy]}}\n"),
        doubt(
            "a policy of AWS whose content is not known",
            "OrderPipeRole: {Properties: {Policies:"
                + " [], ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]}}\n"),
        doubt(
            "an ARN of another region in a policy",
            ROLE.formatted(
                statement(
                        "'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'",
                        "arn:aws:sqs:eu-west-1:111122223333:OrderQueue")
                    + ", "
                    + statement("'lambda:InvokeFunction'", "!Sub '${OrderEnricher.Arn}:*'")
                    + ", "
                    + statement("'states:StartExecution'", "!Ref OrderMachine"))),
        doubt(
            "a Deny that may spare the pipe",
            "OrderPipeRole: {Properties: {ManagedPolicyArns:"
                + " [!Ref Denies]}}\nDenies: {Type: AWS::IAM::ManagedPolicy, Properties:"
                + " {PolicyDocument: {Statement: {Effect: Deny, Action: '*', Resource: '*',"
                + " Condition: {Bool: {aws:SecureTransport: false}}}}}}\n"),
        doubt(
            "an alarm whose dimension is imported",
            "DeadLetterAlarm: {Properties: {Dimensions:"
                + " [{Name: QueueName, Value: !ImportValue name}]}}\n"),
        doubt(
            "an alarm by metric mathematics",
            "DeadLetterAlarm: {Properties: {Dimensions: !Ref"
                + " AWS::NoValue, Metrics: [{Id: a, MetricStat: {Metric: {Dimensions: [{Name:"
                + " QueueName, Value: !GetAtt DeadLetterQueue.QueueName}]}}}]}}\n"),
        doubt(
            "a role that is not in the template",
            pipe("RoleArn: arn:aws:iam::111122223333:role/p")),
        doubt(
            "a trust policy by the pipe's ARN alone",
            "OrderPipeRole: {Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow,"
                + " Principal: {Service: [pipes.amazonaws.com, events.amazonaws.com]}, Action:"
                + " sts:AssumeRole, Condition: {ArnLike: {AWS:SourceArn: !Sub"
                + " 'arn:aws:pipes:*:*:pipe/*Pipe*'}}}]}}}\n"));
  }

  private static Arguments doubt(String name, String resources) {
    return Arguments.of(name, resources);
  }

  private static String pipe(String properties) {
    return Laid.pipe(properties);
  }

  private static String pattern(String json) {
    return PATTERN.formatted(json);
  }

  private static String template(String text) {
    return TEMPLATE.formatted(text);
  }

  private static String queue(String properties) {
    return "OrderQueue: {Properties: {" + properties + "}}\n";
  }

  private static String variable(String variable) {
    return "OrderEnricher: {Properties: {Environment: {Variables: {" + variable + "}}}}\n";
  }

  private static String toQueue(String parameters) {
    return Laid.pipe(
        "Enrichment: !Ref AWS::NoValue\nRoleArn: !ImportValue role\nTarget: !GetAtt"
            + " DeadLetterQueue.Arn\n"
            + parameters);
  }

  private static String allow(String action, String resource) {
    return "Other: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref OrderPipeRole],"
        + " PolicyDocument: {Statement: ["
        + statement("'" + action + "'", resource)
        + "]}}}\n";
  }

  private static String statement(String actions, String resource) {
    return "{Effect: Allow, Action: [" + actions + "], Resource: " + resource + "}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doubts")
  void isNoFinding(String name, String resources) {
    assertThat(Laid.findings(resources))
        .extracting(finding -> finding.rule().id() + ": " + finding.observed())
        .isEmpty();
  }
}
