package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
