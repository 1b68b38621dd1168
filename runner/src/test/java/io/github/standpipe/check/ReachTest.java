package io.github.standpipe.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** All that a pipe leads to is in the report. */
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
}
