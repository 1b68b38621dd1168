package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipes that do not read a queue, or do not deliver to a state machine. */
class OtherEndsTest {
  private static final String ROLE =
      """
      OrderPipeRole:
        Properties:
          Policies:
            - PolicyName: p
              PolicyDocument: {Statement: [%s]}
      """;
  private static final String STREAM =
      """
      Orders:
        Type: AWS::DynamoDB::Table
        Properties: {TableName: orders, StreamSpecification: {StreamViewType: NEW_IMAGE}}
      StreamLetters: {Type: AWS::SQS::Queue}
      Bus: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
      OrderPipe:
        Properties:
          Source: !GetAtt Orders.StreamArn
          SourceParameters:
            FilterCriteria: !Ref AWS::NoValue
            SqsQueueParameters: !Ref AWS::NoValue
            DynamoDBStreamParameters:
              StartingPosition: LATEST
              DeadLetterConfig: {Arn: !GetAtt StreamLetters.Arn}
          Enrichment: !Ref AWS::NoValue
          Target: !GetAtt Bus.Arn
          TargetParameters: !Ref AWS::NoValue
      """;
  private static final String READS =
      allow(
          "dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator",
          "!GetAtt Orders.StreamArn");
  private static final String LISTS = allow("dynamodb:ListStreams", "'*'");
  private static final String PUTS = allow("events:PutEvents", "!GetAtt Bus.Arn");
  private static final String SENDS = allow("sqs:SendMessage", "!GetAtt StreamLetters.Arn");

  private static String allow(String actions, String resource) {
    return "{Effect: Allow, Action: [" + actions + "], Resource: " + resource + "}";
  }

  private static String role(String... statements) {
    return ROLE.formatted(String.join(", ", statements));
  }

  private static Permissions permissions(String resources) {
    return Permissions.of(Laid.template(resources)).stream()
        .filter(permissions -> permissions.holder().equals("OrderPipeRole"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> needs(Permissions permissions) {
    return permissions.least().stream()
        .map(one -> one.actions() + " on " + one.resource() + " " + one.purpose())
        .toList();
  }

  private static List<String> roleFindings(String resources) {
    return Laid.findings(resources).stream()
        .filter(finding -> finding.rule().id().matches("role-lacks-action|role-policy-race"))
        .map(Finding::observed)
        .toList();
  }

  @Test
  void aStreamIsReadAndItsDeadLettersAreSent() {
    Permissions role = permissions(STREAM + role(READS, LISTS, PUTS, SENDS));

    assertThat(needs(role))
        .containsExactly(
            "[dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator] on !GetAtt"
                + " Orders.StreamArn to read Orders",
            "[dynamodb:ListStreams] on '*' to find streams",
            "[events:PutEvents] on !GetAtt Bus.Arn to deliver to Bus",
            "[sqs:SendMessage] on !GetAtt StreamLetters.Arn to write dead letters to"
                + " StreamLetters");
    assertThat(role.lacks()).isEmpty();
    assertThat(role.excess()).isEmpty();
  }

  @Test
  void findsThatDeadLettersOfAStreamCannotBeSent() {
    assertThat(roleFindings(STREAM + role(READS, LISTS, PUTS)))
        .containsExactly(
            "OrderPipeRole does not allow sqs:SendMessage to write dead letters to"
                + " StreamLetters.");
    assertThat(roleFindings(STREAM + role(READS, PUTS, SENDS))).isEmpty();
  }

  @Test
  void findsAStreamsPolicyThatThePipeDoesNotWaitFor() {
    String apart =
        """
        ReadOrders:
          Type: AWS::IAM::Policy
          Properties:
            PolicyName: Read
            Roles: [!Ref OrderPipeRole]
            PolicyDocument: {Statement: [%s]}
        """
            .formatted(READS);

    String waitsNot = "ReadOrders belongs to the role of OrderPipe, which does not wait for it.";
    assertThat(roleFindings(STREAM + role(PUTS, SENDS) + apart)).containsExactly(waitsNot);
    assertThat(roleFindings(STREAM + role(PUTS, READS) + apart.replace(READS, SENDS)))
        .containsExactly(waitsNot);
    assertThat(roleFindings(STREAM + role(READS, SENDS) + apart.replace(READS, PUTS))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ecs:cluster/orders, 1",
    "batch:job-queue/orders, 1",
    "execute-api:a1b2c3/live/POST/orders, 1",
    "sagemaker:pipeline/orders, 1",
    "redshift:cluster:orders, 1",
    "redshift-serverless:workgroup/orders, 1",
    "inspector:target/0-nvgVhaxX/template/0-7sbz2Kz0, 1",
    "events:api-destination/orders/local, 1",
    "events:event-bus/orders, 10",
    "sqs:shipments, 10",
    "sns:shipments, 10",
    "kinesis:stream/shipments, 500",
    "firehose:deliverystream/shipments, 500"
  })
  void aTargetTakesNoMoreThanItsBatch(String target, int most) {
    String service = target.substring(0, target.indexOf(':'));
    String arn = "arn:aws:%s:us-east-1:123456789012%s";
    String pipe =
        """
        RoleArn: !ImportValue role
        SourceParameters: {SqsQueueParameters: {BatchSize: %d, MaximumBatchingWindowInSeconds: 1}}
        Target: %s
        TargetParameters: !Ref AWS::NoValue
        """;
    String named = arn.formatted(service, target.substring(target.indexOf(':')));

    assertThat(tooMany(Laid.pipe(pipe.formatted(most, named)))).isEmpty();
    assertThat(tooMany(Laid.pipe(pipe.formatted(most + 1, named))))
        .containsExactly(
            "OrderPipe collects %d messages, but its target accepts %d per call."
                .formatted(most + 1, most));
  }

  private static List<String> tooMany(String resources) {
    return Laid.findings(resources).stream()
        .filter(finding -> finding.rule().id().equals("target-batch"))
        .map(Finding::observed)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MaximumRetryAttempts: 5                                  | ''",
        "MaximumRecordAgeInSeconds: 3600                          | ''",
        "MaximumRetryAttempts: !ImportValue n                     | ''",
        "MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1  | stream-retries-forever",
        "MaximumRetryAttempts: 0                                  | ''"
      })
  void aStreamsRetriesHaveALimit(String limits, String rule) {
    String limited =
        STREAM.replace(
                "StartingPosition: LATEST",
                "StartingPosition: LATEST\n        " + limits.replace(", ", "\n        "))
            + "    RoleArn: !ImportValue role\n";

    assertThat(String.join(" ", Laid.rules(limited))).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ContentBasedDeduplication: true  | {MessageGroupId: $.id}  | 0",
        "ContentBasedDeduplication: true  | {MessageGroupId: ''}    | 1",
        "ContentBasedDeduplication: true  | {MessageGroupId: !ImportValue id} | 0",
        "ContentBasedDeduplication: false | {MessageGroupId: $.id}  | 1",
        "ContentBasedDeduplication: false | {MessageGroupId: $.id, MessageDeduplicationId: $.id} |"
            + " 0",
        "ContentBasedDeduplication: !ImportValue so | {MessageGroupId: $.id} | 0",
        "ContentBasedDeduplication: false | !Ref AWS::NoValue       | 2",
        "ContentBasedDeduplication: false | !ImportValue parameters | 0"
      })
  void aFifoTargetIsSentGroupsAndDeduplicationIds(String queue, String parameters, int findings) {
    String pipe =
        """
        Parcels: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, %s}}
        OrderPipe:
          Properties:
            RoleArn: !ImportValue role
            Target: !GetAtt Parcels.Arn
            TargetParameters: {SqsQueueParameters: %s}
        """
            .formatted(queue, parameters);

    assertThat(Laid.findings(pipe))
        .hasSize(findings)
        .allSatisfy(finding -> assertThat(finding.rule().id()).isEqualTo("fifo-target"));
    String ordered =
        "OrderQueue: {Properties: {FifoQueue: true}}\n"
            + "DeadLetterQueue: {Properties: {FifoQueue: true}}\n";
    assertThat(Laid.rules(ordered + pipe)).isEmpty();
    String imported = pipe.replace("RoleArn:", "Source: !ImportValue queue\n    RoleArn:");
    assertThat(Laid.rules(imported)).isEmpty();
  }

  @Test
  void aFifoTargetIsToldByItsNameToo() {
    String pipe =
        "RoleArn: !ImportValue role\nTargetParameters: !Ref AWS::NoValue\n"
            + "Target: arn:aws:sqs:us-east-1:123456789012:parcels";

    assertThat(Laid.rules(Laid.pipe(pipe))).isEmpty();
    assertThat(Laid.findings(Laid.pipe(pipe + ".fifo")))
        .extracting(Finding::observed)
        .containsExactly("OrderPipe delivers to a FIFO queue without a MessageGroupId.");
  }

  @Test
  void aCallOverHttpNeedsItsRight() {
    String partner =
        """
        Partner: {Type: AWS::Events::ApiDestination, Properties: {Name: partner, ConnectionArn: !ImportValue c, HttpMethod: POST, InvocationEndpoint: https://example.com}}
        Letters: {Type: AWS::SNS::Topic}
        OrderPipe:
          Properties:
            SourceParameters: {SqsQueueParameters: {BatchSize: 1}}
            Enrichment: !GetAtt Partner.Arn
            Target: !Ref Letters
            TargetParameters: !Ref AWS::NoValue
        """;
    String reads =
        allow(
            "sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes",
            "!GetAtt OrderQueue.Arn");
    String calls = allow("events:InvokeApiDestination", "!GetAtt Partner.Arn");
    String publishes = allow("sns:Publish", "!Ref Letters");

    Permissions role = permissions(partner + role(reads, calls, publishes));

    assertThat(needs(role))
        .contains(
            "[events:InvokeApiDestination] on !GetAtt Partner.Arn to enrich with Partner",
            "[sns:Publish] on !Ref Letters to deliver to Letters");
    assertThat(role.excess()).isEmpty();
    assertThat(roleFindings(partner + role(reads, publishes)))
        .containsExactly(
            "OrderPipeRole does not allow events:InvokeApiDestination to enrich with Partner.");
  }

  @Test
  void aBrokerNeedsItsSecretAndItsNetwork() {
    String broker =
        """
        Broker: {Type: AWS::AmazonMQ::Broker, Properties: {BrokerName: orders}}
        OrderPipe:
          Properties:
            Source: !GetAtt Broker.Arn
            SourceParameters: {SqsQueueParameters: !Ref AWS::NoValue, ActiveMQBrokerParameters: {QueueName: q, Credentials: {BasicAuth: !ImportValue secret}}}
            Enrichment: !Ref AWS::NoValue
        """;

    Permissions role =
        permissions(
            broker
                + role(
                    allow("mq:DescribeBroker", "!GetAtt Broker.Arn"),
                    allow("secretsmanager:GetSecretValue", "!ImportValue secret"),
                    allow("ec2:CreateNetworkInterface, logs:PutLogEvents", "'*'"),
                    allow("states:StartExecution", "!Ref OrderMachine"),
                    allow("mq:RebootBroker", "!GetAtt Broker.Arn")));

    assertThat(role.lacks()).isEmpty();
    assertThat(role.excess()).containsExactly("mq:RebootBroker on !GetAtt Broker.Arn");
  }

  @Test
  void whereAnEndIsNotKnownNothingIsTooMuch() {
    Permissions role =
        permissions(
            Laid.pipe(
                "Source: !ImportValue queue\nSourceParameters: !Ref AWS::NoValue\nTarget: !Ref"
                    + " OrderMachine"));

    assertThat(role.excess()).isEmpty();
    assertThat(role.unknown())
        .containsExactly("what the Source of OrderPipe needs, and therefore what is excess");
  }

  @Test
  void theParametersTellWhatCannotBeResolved() {
    Permissions role =
        permissions(
            Laid.pipe(
                "Source: !ImportValue queue\nSourceParameters: {SqsQueueParameters: {BatchSize:"
                    + " 1}}"));

    assertThat(needs(role).getFirst())
        .isEqualTo(
            "[sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes] on what"
                + " Fn::ImportValue gives to read what Fn::ImportValue gives");
    assertThat(role.lacks()).isEmpty();
    assertThat(role.unknown()).isEmpty();
  }

  @Test
  void whatThePipesLogMayNeedIsNotTooMuch() {
    String logs =
        """
        More:
          Type: AWS::IAM::Policy
          Properties:
            PolicyName: More
            Roles: [!Ref OrderPipeRole]
            PolicyDocument:
              Statement:
                - {Effect: Allow, Action: logs:PutLogEvents, Resource: !GetAtt OrderPipeLogs.Arn}
                - {Effect: Allow, Action: s3:PutObject, Resource: arn:aws:s3:::orders/*}
        """;

    assertThat(permissions(logs).excess()).containsExactly("s3:PutObject on arn:aws:s3:::orders/*");
  }

  @Test
  void aKeysOwnPolicyMayLetTheRoleUseIt() {
    String key =
        """
        Key:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Statement:
                - {Effect: Allow, Action: kms:*, Resource: '*', Principal: {AWS: %s}}
        OrderQueue: {Properties: {KmsMasterKeyId: !Ref Key}}
        """;

    assertThat(roleFindings(key.formatted("!GetAtt OrderPipeRole.Arn"))).isEmpty();
    assertThat(roleFindings(key.formatted("!Sub 'arn:aws:iam::${AWS::AccountId}:root'")))
        .containsExactly(
            "OrderPipeRole does not allow kms:Decrypt to decrypt what OrderQueue holds.");
  }

  @Test
  void aFunctionAsTheTargetIsWaitedForToo() {
    String target =
        """
        Delivery:
          Type: AWS::Serverless::Function
          Properties: {Handler: index.handler, Runtime: python3.13, CodeUri: s3://code/a.zip, Timeout: 20}
        OrderPipe:
          Properties:
            Target: !GetAtt Delivery.Arn
            TargetParameters: %s
            RoleArn: !ImportValue role
        """;

    assertThat(Laid.findings(target.formatted("!Ref AWS::NoValue")))
        .extracting(Finding::observed)
        .containsExactly(
            "OrderQueue hides a message for 180 s, but OrderEnricher and Delivery may work on it"
                + " for 45 s.");
    assertThat(
            Laid.rules(
                target.formatted("{LambdaFunctionParameters: {InvocationType: FIRE_AND_FORGET}}")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20                  | {}                                 | 100  | OrderEnricher and"
            + " Delivery may work on it for 45 s.",
        "20                  | {InvocationType: REQUEST_RESPONSE} | 100  | OrderEnricher and"
            + " Delivery may work on it for 45 s.",
        "20                  | {InvocationType: !ImportValue way} | 100  | OrderEnricher may work"
            + " on it for 25 s.",
        "!ImportValue number | {}                                 | 100  | OrderEnricher may work"
            + " on it for 25 s.",
        "290                 | {}                                 | 1000 | OrderEnricher and"
            + " Delivery may work on it for 300 s."
      })
  void theFunctionsThatAreWaitedForAreAddedUp(
      String timeout, String way, int visibility, String limit) {
    String target =
        """
        OrderQueue: {Properties: {VisibilityTimeout: %d}}
        Delivery:
          Type: AWS::Serverless::Function
          Properties: {Handler: index.handler, Runtime: python3.13, CodeUri: s3://code/a.zip, Timeout: %s}
        OrderPipe:
          Properties:
            Target: !GetAtt Delivery.Arn
            TargetParameters: {LambdaFunctionParameters: %s, StepFunctionStateMachineParameters: !Ref AWS::NoValue}
            RoleArn: !ImportValue role
        """;

    assertThat(Laid.findings(target.formatted(visibility, timeout, way)))
        .extracting(Finding::observed)
        .containsExactly("OrderQueue hides a message for " + visibility + " s, but " + limit);
  }

  @Test
  void aFunctionAtBothEndsIsExaminedOnce() {
    assertThat(
            Laid.rules(
                Laid.pipe(
                    "Target: !Ref OrderEnricher.Alias\nTargetParameters: !Ref AWS::NoValue\n"
                        + "RoleArn: !ImportValue role")))
        .isEmpty();
  }

  @Test
  void theRoleOfAFunctionAsTheTargetIsToldToo() {
    String target =
        """
        Delivery:
          Type: AWS::Serverless::Function
          Properties: {Handler: index.handler, Runtime: python3.13, CodeUri: s3://code/a.zip}
        OrderPipe: {Properties: {Target: !GetAtt Delivery.Arn}}
        """;

    assertThat(Permissions.of(Laid.template(target)))
        .extracting(Permissions::holder)
        .containsExactly("OrderPipeRole", "OrderEnricher", "Delivery");
  }

  @Test
  void aRightToLogAnywhereIsTooMuch() {
    String logs =
        """
        More:
          Type: AWS::IAM::Policy
          Properties:
            PolicyName: More
            Roles: [!Ref OrderPipeRole]
            PolicyDocument: {Statement: [{Effect: Allow, Action: logs:PutLogEvents, Resource: '*'}]}
        """;

    assertThat(permissions(logs).excess()).containsExactly("logs:PutLogEvents on *");
  }

  @Test
  void aFunctionAsTheTargetIsExaminedToo() {
    String target =
        """
        Delivery:
          Type: AWS::Serverless::Function
          Properties:
            Handler: a.B
            Runtime: java21
            CodeUri: s3://code/a.zip
            Timeout: 301
            MemorySize: 256
            SnapStart: {ApplyOn: PublishedVersions}
            Environment: {Variables: {API_KEY: q8Zr51xKp0}}
            Policies: [AmazonSQSFullAccess]
        OrderPipe:
          Properties:
            Target: !GetAtt Delivery.Arn
            TargetParameters: {LambdaFunctionParameters: {InvocationType: FIRE_AND_FORGET}}
            RoleArn: !ImportValue role
        """;

    assertThat(Laid.rules(target))
        .containsExactlyInAnyOrder(
            "function-timeout",
            "memory-low",
            "snapstart-not-used",
            "secret-in-environment",
            "role-too-wide");
  }
}
