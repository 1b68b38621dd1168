package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the role of a pipe needs for each sort of source and target, and how its ends are named. */
class EndsTest {
  private static final String HERE = "us-east-1:123456789012:";
  private static final String NONE = "!Ref AWS::NoValue";

  /** The role, without any permission, of the healthy pipe with other ends. */
  private static Permissions role(String source, String target) {
    String resources =
        """
        Api: {Type: AWS::ApiGateway::RestApi}
        Group: {Type: AWS::Logs::LogGroup}
        OrderPipe:
          Properties:
            Enrichment: !Ref AWS::NoValue
            EnrichmentParameters: !Ref AWS::NoValue
            %s
            %s
        OrderPipeRole: {Properties: {Policies: !Ref AWS::NoValue}}
        """;
    return Permissions.of(Laid.template(resources.formatted(source, target))).stream()
        .filter(permissions -> permissions.holder().equals("OrderPipeRole"))
        .findFirst()
        .orElseThrow();
  }

  private static Permissions target(String target, String parameters) {
    String to = target.replace("HERE:", HERE);
    return role(
        "Source: !GetAtt OrderQueue.Arn",
        "Target: %s\n    TargetParameters: %s".formatted(to, parameters));
  }

  private static Permissions source(String source, String parameters) {
    String from = source.replace("HERE:", HERE);
    return role(
        "Source: %s\n    SourceParameters: %s".formatted(from, parameters),
        "Target: " + NONE + "\n    TargetParameters: " + NONE);
  }

  private static String actions(Stream<Permissions.Allowed> allowed) {
    return String.join(" ", allowed.flatMap(one -> one.actions().stream()).sorted().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:lambda:HERE:function:f | {} | lambda:InvokeFunction | lambda:InvokeFunction",
        "arn:aws:sqs:HERE:q | {} | sqs:SendMessage | sqs:SendMessage",
        "arn:aws:sns:HERE:t | {} | sns:Publish | sns:Publish",
        "arn:aws:events:HERE:event-bus/b | {} | events:PutEvents | events:PutEvents",
        "arn:aws:events:HERE:api-destination/d/1 | {} | events:InvokeApiDestination |"
            + " events:InvokeApiDestination",
        "arn:aws:execute-api:HERE:a/live/POST/o | {} | execute-api:Invoke | execute-api:Invoke",
        "arn:aws:execute-api:HERE:a/live/*/o | {} | execute-api:Invoke | ''",
        "arn:aws:kinesis:HERE:stream/s | {} | kinesis:PutRecord kinesis:PutRecords | ''",
        "arn:aws:firehose:HERE:deliverystream/s | {} | firehose:PutRecord firehose:PutRecordBatch |"
            + " ''",
        "arn:aws:logs:HERE:log-group:g | {} | logs:CreateLogStream logs:PutLogEvents | ''",
        "arn:aws:ecs:HERE:cluster/c | {} | ecs:RunTask ecs:TagResource iam:PassRole | ''",
        "arn:aws:batch:HERE:job-queue/q | {} | batch:SubmitJob | ''",
        "arn:aws:sagemaker:HERE:pipeline/p | {} | sagemaker:StartPipelineExecution | ''",
        "arn:aws:inspector:HERE:target/t | {} | inspector:StartAssessmentRun | ''",
        "!ImportValue t | {TimestreamParameters: {}, StepFunctionStateMachineParameters: !Ref"
            + " AWS::NoValue} | timestream:DescribeEndpoints timestream:WriteRecords | ''",
        "!ImportValue t | {SageMakerPipelineParameters: {}, StepFunctionStateMachineParameters:"
            + " !Ref AWS::NoValue} | sagemaker:StartPipelineExecution | ''",
        "arn:aws:redshift-serverless:HERE:workgroup/w | {RedshiftDataParameters: {SecretManagerArn:"
            + " !ImportValue s}} | redshift-data:BatchExecuteStatement"
            + " redshift-data:ExecuteStatement secretsmanager:DescribeSecret"
            + " secretsmanager:GetSecretValue | ''",
        "arn:aws:redshift:HERE:cluster:c | {} | redshift-data:BatchExecuteStatement"
            + " redshift-data:ExecuteStatement redshift-serverless:GetCredentials"
            + " redshift:GetClusterCredentials redshift:GetClusterCredentialsWithIAM | ''",
        "arn:aws:states:HERE:stateMachine:m | {StepFunctionStateMachineParameters: {InvocationType:"
            + " FIRE_AND_FORGET}} | states:StartExecution | states:StartExecution",
        "arn:aws:states:HERE:stateMachine:m | {StepFunctionStateMachineParameters: !Ref"
            + " AWS::NoValue} | states:StartSyncExecution | states:StartSyncExecution",
        "arn:aws:states:HERE:stateMachine:m | {StepFunctionStateMachineParameters: {InvocationType:"
            + " !ImportValue i}} | states:StartExecution states:StartSyncExecution | ''"
      })
  void aTargetNeedsItsRights(String target, String parameters, String needed, String lacking) {
    Permissions role = target(target, parameters);
    String source = "sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage";

    assertThat(without(actions(role.least().stream()), source)).isEqualTo(needed);
    assertThat(without(actions(role.lacks().stream()), source)).isEqualTo(lacking);
    assertThat(role.unknown()).isEmpty();
  }

  private static String without(String actions, String some) {
    List<String> gone = List.of(some.split(" "));
    return String.join(
        " ", Stream.of(actions.split(" ")).filter(action -> !gone.contains(action)).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:dynamodb:HERE:table/t/stream/s | {} | dynamodb:DescribeStream dynamodb:GetRecords"
            + " dynamodb:GetShardIterator dynamodb:ListStreams | dynamodb:DescribeStream"
            + " dynamodb:GetRecords dynamodb:GetShardIterator",
        "arn:aws:kinesis:HERE:stream/s | {} | kinesis:DescribeStream kinesis:DescribeStreamSummary"
            + " kinesis:GetRecords kinesis:GetShardIterator kinesis:ListShards kinesis:ListStreams"
            + " kinesis:SubscribeToShard | kinesis:GetRecords kinesis:GetShardIterator",
        "arn:aws:kinesis:HERE:stream/s | {KinesisStreamParameters: {DeadLetterConfig: {Arn:"
            + " 'arn:aws:sns:us-east-1:123456789012:t'}}} | kinesis:DescribeStream"
            + " kinesis:DescribeStreamSummary kinesis:GetRecords kinesis:GetShardIterator"
            + " kinesis:ListShards kinesis:ListStreams kinesis:SubscribeToShard sns:Publish |"
            + " kinesis:GetRecords kinesis:GetShardIterator sns:Publish"
      })
  void aStreamNeedsItsRights(String source, String parameters, String needed, String lacking) {
    Permissions role = source(source, parameters);

    assertThat(actions(role.least().stream())).isEqualTo(needed);
    assertThat(actions(role.lacks().stream())).isEqualTo(lacking);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:kafka:HERE:cluster/c/1 | {ManagedStreamingKafkaParameters: {TopicName: t,"
            + " Credentials: {SaslScram512Auth:"
            + " 'arn:aws:secretsmanager:us-east-1:123456789012:secret:s'}}}",
        "smk://broker:9092 | {SelfManagedKafkaParameters: {TopicName: t, ServerRootCaCertificate:"
            + " !ImportValue s}}",
        "arn:aws:mq:HERE:broker:b:1 | {RabbitMQBrokerParameters: {QueueName: q, Credentials:"
            + " {BasicAuth: !ImportValue s}}}"
      })
  void aBrokerIsReachedInItsNetworkWithItsSecret(String source, String parameters) {
    Permissions role = source(source, parameters);

    assertThat(actions(role.least().stream()))
        .contains("ec2:CreateNetworkInterface", "logs:PutLogEvents")
        .contains("secretsmanager:GetSecretValue", "kms:Decrypt");
    assertThat(actions(role.lacks().stream()))
        .isEqualTo(source.contains(":mq:") ? "mq:DescribeBroker" : "");
  }

  @Test
  void aKafkaClusterMayAskForIam() {
    assertThat(actions(source("arn:aws:kafka:HERE:cluster/c/1", "{}").least().stream()))
        .contains("kafka-cluster:Connect", "kafka:GetBootstrapBrokers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:states:us-east-1:123456789012:stateMachine:m | states:StartSyncExecution | true",
        "arn:aws:execute-api:us-east-1:123456789012:a/live/POST/o | execute-api:Invoke | true",
        "arn:aws:execute-api:us-east-1:123456789012:a/live/*/o | execute-api:Invoke | false"
      })
  void anEnrichmentNeedsItsRights(String enrichment, String action, boolean lacks) {
    Permissions role = enriched("Enrichment: " + enrichment);

    assertThat(role.least())
        .filteredOn(need -> need.purpose().startsWith("to enrich with "))
        .extracting(need -> String.join(" ", need.actions()))
        .containsExactly(action);
    assertThat(actions(role.lacks().stream()).contains(action)).isEqualTo(lacks);
  }

  @Test
  void anEnrichmentThatIsNotKnownIsSaid() {
    assertThat(enriched("Enrichment: !ImportValue e").unknown())
        .containsExactly("what the Enrichment of OrderPipe needs, and therefore what is excess");
  }

  @Test
  void thePipesOwnKeyNeedsItsRightsAndMayGrantThemItself() {
    Permissions role = enriched("KmsKeyIdentifier: arn:aws:kms:us-east-1:123456789012:key/k");

    assertThat(role.least().getLast().purpose()).isEqualTo("to use the key of OrderPipe");
    assertThat(role.least().getLast().actions())
        .containsExactly("kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt");
    assertThat(actions(role.lacks().stream())).doesNotContain("kms:");
  }

  private static Permissions enriched(String properties) {
    return Permissions.of(
            Laid.template(
                "OrderPipeRole: {Properties: {Policies: !Ref AWS::NoValue}}\n"
                    + Laid.pipe(properties)))
        .stream()
        .filter(permissions -> permissions.holder().equals("OrderPipeRole"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S3LogDestination: {BucketName: b}           | s3:PutObject",
        "FirehoseLogDestination: {DeliveryStreamArn: !ImportValue d} | firehose:PutRecord",
        "CloudwatchLogsLogDestination: {LogGroupArn: !ImportValue g} | logs:PutLogEvents"
      })
  void whereThePipesLogGoesIsNotTooMuch(String destination, String action) {
    String rights =
        """
        OrderPipeRole:
          Properties:
            Policies:
              - PolicyName: p
                PolicyDocument: {Statement: [{Effect: Allow, Action: '%s', Resource: 'arn:aws:x:::y'}]}
        """
            .formatted(action);
    String others =
        destination.startsWith("Cloudwatch") ? "" : "CloudwatchLogsLogDestination: " + NONE + ", ";
    String log = "LogConfiguration: {Level: ERROR, " + others + destination + "}";

    assertThat(excess(rights + Laid.pipe(log))).isEmpty();
    assertThat(excess(rights + Laid.pipe("LogConfiguration: " + NONE)))
        .containsExactly(action + " on arn:aws:x:::y");
  }

  private static List<String> excess(String resources) {
    return Permissions.of(Laid.template(resources)).stream()
        .filter(permissions -> permissions.holder().equals("OrderPipeRole"))
        .flatMap(permissions -> permissions.excess().stream())
        .toList();
  }

  @Test
  void anAddressOfKafkaIsASourceThatIsKnown() {
    assertThat(source("smk://broker:9092", NONE).unknown())
        .noneMatch(unknown -> unknown.contains("the Source"));
  }

  @Test
  void eachEndThatIsNotKnownIsSaid() {
    assertThat(
            role(
                    "Source: !ImportValue s\n    SourceParameters: " + NONE,
                    "Target: !ImportValue t\n    TargetParameters: " + NONE)
                .unknown())
        .containsExactly(
            "what the Source of OrderPipe needs, and therefore what is excess",
            "what the Target of OrderPipe needs, and therefore what is excess");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Sub 'arn:aws:execute-api:us-east-1:123456789012:${Api}/live/POST/o' | !Sub"
            + " arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/live/POST/o",
        "!GetAtt Group.Arn | !GetAtt Group.Arn",
        "!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:else' | !Sub"
            + " arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:else",
        "arn:aws:sqs:us-east-1:123456789012:else | arn:aws:sqs:us-east-1:123456789012:else"
      })
  void aResourceIsNamedAsATemplateWouldSayIt(String target, String named) {
    assertThat(target(target, "{}").least().getLast().resource()).isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{TaskDefinitionArn: !Ref Task} | !Ref Task | to run Task",
        "{TaskDefinitionArn: !ImportValue t} | what Fn::ImportValue gives | to run what"
            + " Fn::ImportValue gives",
        "{} | what is not named | to run what is not named"
      })
  void whatIsNotKnownIsNamedByHowItIsWritten(String task, String named, String purpose) {
    String cluster = "arn:aws:ecs:HERE:cluster/c";

    assertThat(target(cluster, "{EcsTaskParameters: " + task + "}").least())
        .filteredOn(need -> need.actions().contains("ecs:RunTask"))
        .extracting(need -> need.resource() + " | " + need.purpose())
        .containsExactly(named + " | " + purpose);
  }

  @Test
  void aPurposeNamesWhatIsPutTogetherByItsEnd() {
    assertThat(
            target("!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:else'", "{}")
                .least()
                .getLast()
                .purpose())
        .isEqualTo("to deliver to else");
  }
}
