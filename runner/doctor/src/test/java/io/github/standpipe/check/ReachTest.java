package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that a pipe leads to is in the report. */
class ReachTest {
  private static List<String> parts(String resources) {
    return Doctor.examine(Laid.template(resources)).pipes().getFirst().parts().stream()
        .map(part -> part.role() + " " + part.name() + " " + part.type())
        .toList();
  }

  @Test
  void namesEachResource() {
    String more =
        """
        Quarantine: {Type: AWS::SQS::Queue}
        QuarantineAlarm: {Type: AWS::CloudWatch::Alarm, Properties: {Dimensions: [{Name: QueueName, Value: !GetAtt Quarantine.QueueName}]}}
        EnricherLogs: {Type: AWS::Logs::LogGroup}
        Transforms: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: s3://a/b}}
        OrderEnricher:
          Properties:
            Layers: [!Ref Transforms]
            LoggingConfig: {LogGroup: !Ref EnricherLogs}
            Environment: {Variables: {QUARANTINE_QUEUE_URL: !Ref Quarantine}}
        """;

    assertThat(parts(more))
        .containsExactly(
            "source OrderQueue AWS::SQS::Queue",
            "dead letters DeadLetterQueue AWS::SQS::Queue",
            "alarm DeadLetterAlarm AWS::CloudWatch::Alarm",
            "enrichment OrderEnricher AWS::Serverless::Function",
            "alias live AWS::Lambda::Alias",
            "function's role OrderEnricherRole, by SAM AWS::IAM::Role",
            "layer Transforms AWS::Serverless::LayerVersion",
            "function's log EnricherLogs AWS::Logs::LogGroup",
            "quarantine Quarantine AWS::SQS::Queue",
            "alarm QuarantineAlarm AWS::CloudWatch::Alarm",
            "target OrderMachine AWS::Serverless::StateMachine",
            "alarm OrderMachineAlarm AWS::CloudWatch::Alarm",
            "role OrderPipeRole AWS::IAM::Role",
            "log OrderPipeLogs AWS::Logs::LogGroup");
  }

  @Test
  void namesWhatIsNotInTheTemplateAsItIsWritten() {
    assertThat(
            parts(
                Laid.pipe(
                    "Source: arn:aws:sqs:eu-west-1:111122223333:q\nTarget: !ImportValue m\n"
                        + "RoleArn: !Ref Role\nEnrichment: !Ref AWS::NoValue")))
        .containsExactly(
            "source arn:aws:sqs:eu-west-1:111122223333:q ",
            "target Fn::ImportValue ",
            "role Role ",
            "log OrderPipeLogs AWS::Logs::LogGroup");
  }

  @Test
  void namesWhatAStreamAFunctionAsTheTargetAndTheLogsLeadTo() {
    String more =
        """
        Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
        StreamLetters: {Type: AWS::SQS::Queue}
        StreamLettersAlarm: {Type: AWS::CloudWatch::Alarm, Properties: {Dimensions: [{Name: QueueName, Value: !GetAtt StreamLetters.QueueName}]}}
        Key: {Type: AWS::KMS::Key}
        LogBucket: {Type: AWS::S3::Bucket}
        DeliveryLogs: {Type: AWS::Logs::LogGroup}
        Delivery:
          Type: AWS::Serverless::Function
          Properties: {Handler: a.B, Runtime: python3.13, CodeUri: s3://a/b, AutoPublishAlias: blue, LoggingConfig: {LogGroup: !Ref DeliveryLogs}}
        MachineLogs: {Type: AWS::Logs::LogGroup}
        Enrich:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            StateMachineType: EXPRESS
            RoleArn: !ImportValue machine-role
            DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}'
            LoggingConfiguration: {Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt MachineLogs.Arn}}]}
        OrderPipe:
          Properties:
            Source: !GetAtt Orders.StreamArn
            SourceParameters:
              SqsQueueParameters: !Ref AWS::NoValue
              FilterCriteria: !Ref AWS::NoValue
              DynamoDBStreamParameters: {StartingPosition: LATEST, DeadLetterConfig: {Arn: !GetAtt StreamLetters.Arn}}
            Enrichment: !Ref Enrich
            Target: !Ref Delivery.Alias
            TargetParameters: !Ref AWS::NoValue
            KmsKeyIdentifier: !GetAtt Key.Arn
            LogConfiguration: {S3LogDestination: {BucketName: !Ref LogBucket, BucketOwner: !Ref AWS::AccountId}}
        """;

    assertThat(parts(more))
        .containsExactly(
            "source Orders AWS::DynamoDB::Table",
            "dead letters StreamLetters AWS::SQS::Queue",
            "alarm StreamLettersAlarm AWS::CloudWatch::Alarm",
            "enrichment Enrich AWS::StepFunctions::StateMachine",
            "enrichment's role Fn::ImportValue ",
            "enrichment's log MachineLogs AWS::Logs::LogGroup",
            "target Delivery AWS::Serverless::Function",
            "alias blue AWS::Lambda::Alias",
            "function's role DeliveryRole, by SAM AWS::IAM::Role",
            "function's log DeliveryLogs AWS::Logs::LogGroup",
            "role OrderPipeRole AWS::IAM::Role",
            "key Key AWS::KMS::Key",
            "log OrderPipeLogs AWS::Logs::LogGroup",
            "log LogBucket AWS::S3::Bucket");
  }

  @Test
  void namesTheKeyOfTheQueueTheAlarmsOfAllAndTheLettersOfTheQuarantine() {
    String alarm =
        "%sAlarm: {Type: AWS::CloudWatch::Alarm, Properties: {Metrics: [{Id: m, MetricStat:"
            + " {Metric: {Dimensions: [{Name: Resource, Value: !Sub '%s'}]}}}]}}\n";
    String more =
        """
        QueueKey: {Type: AWS::KMS::Key}
        Delivery: {Type: AWS::KinesisFirehose::DeliveryStream}
        Lost: {Type: AWS::SQS::Queue}
        Quarantine: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 5}}}
        OrderQueue: {Properties: {KmsMasterKeyId: !Ref QueueKey}}
        OrderEnricher: {Properties: {Environment: {Variables: {QUARANTINE_QUEUE_URL: !Ref Quarantine}}}}
        OrderMachine: {Properties: {Role: !ImportValue machine-role}}
        OrderPipe: {Properties: {Name: orders, LogConfiguration: {FirehoseLogDestination: {DeliveryStreamArn: !GetAtt Delivery.Arn}}}}
        """;

    assertThat(
            parts(
                more
                    + alarm.formatted("Enricher", "${OrderEnricher}:live")
                    + alarm.formatted("Pipe", "${OrderPipe}")))
        .containsExactly(
            "source OrderQueue AWS::SQS::Queue",
            "source's key QueueKey AWS::KMS::Key",
            "dead letters DeadLetterQueue AWS::SQS::Queue",
            "alarm DeadLetterAlarm AWS::CloudWatch::Alarm",
            "enrichment OrderEnricher AWS::Serverless::Function",
            "alarm EnricherAlarm AWS::CloudWatch::Alarm",
            "alias live AWS::Lambda::Alias",
            "function's role OrderEnricherRole, by SAM AWS::IAM::Role",
            "quarantine Quarantine AWS::SQS::Queue",
            "dead letters Lost AWS::SQS::Queue",
            "target OrderMachine AWS::Serverless::StateMachine",
            "alarm OrderMachineAlarm AWS::CloudWatch::Alarm",
            "target's role Fn::ImportValue ",
            "role OrderPipeRole AWS::IAM::Role",
            "log OrderPipeLogs AWS::Logs::LogGroup",
            "log Delivery AWS::KinesisFirehose::DeliveryStream",
            "alarm PipeAlarm AWS::CloudWatch::Alarm");
  }

  @Test
  void aFunctionThatIsCalledWithoutAnAliasHasNone() {
    assertThat(parts(Laid.pipe("Enrichment: !GetAtt OrderEnricher.Arn")))
        .noneMatch(part -> part.startsWith("alias "));
    assertThat(parts("OrderEnricher: {Properties: {AutoPublishAlias: !ImportValue alias}}"))
        .contains("enrichment OrderEnricher AWS::Serverless::Function")
        .noneMatch(part -> part.startsWith("alias "));
  }
}
