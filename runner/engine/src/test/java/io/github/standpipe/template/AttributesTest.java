package io.github.standpipe.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The results of {@code Ref} and {@code Fn::GetAtt} for resources of each type. */
class AttributesTest {

  private static Scope scope(String type, String properties, String out) {
    String template =
        """
        Resources:
          Fn: {Type: AWS::Lambda::Function, Properties: {FunctionName: fn}}
          Machine: {Type: AWS::StepFunctions::StateMachine}
          V: {Type: AWS::StepFunctions::StateMachineVersion, Properties: {StateMachineArn: !Ref Machine}}
          X: {Type: "%s", Properties: {%s}}
        Out: %s
        """
            .formatted(type, properties, out);
    return new Scope(
        (Value.Mapping) YamlValues.read(template, "t.yaml"), Path.of("t.yaml"), Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS::SQS::Queue | FifoQueue: true | !GetAtt X.Arn |"
            + " arn:aws:sqs:us-east-1:123456789012:X.fifo",
        "AWS::Lambda::Function | FunctionName: f | !Ref X | f",
        "AWS::Lambda::Function | '' | !GetAtt X.Arn |"
            + " arn:aws:lambda:us-east-1:123456789012:function:X",
        "AWS::Lambda::Alias | FunctionName: !Ref Fn, Name: live | !Ref X |"
            + " arn:aws:lambda:us-east-1:123456789012:function:fn:live",
        "AWS::Lambda::Alias | FunctionName: !GetAtt Fn.Arn, Name: live | !GetAtt X.AliasArn |"
            + " arn:aws:lambda:us-east-1:123456789012:function:fn:live",
        "AWS::Lambda::Version | FunctionName: !Ref Fn | !Ref X |"
            + " arn:aws:lambda:us-east-1:123456789012:function:fn:1",
        "AWS::Lambda::Version | FunctionName: !Ref Fn | !GetAtt X.FunctionArn |"
            + " arn:aws:lambda:us-east-1:123456789012:function:fn:1",
        "AWS::Lambda::Version | FunctionName: !Ref Fn | !GetAtt X.Version | 1",
        "AWS::Lambda::LayerVersion | '' | !Ref X | arn:aws:lambda:us-east-1:123456789012:layer:X:1",
        "AWS::StepFunctions::StateMachine | StateMachineName: m | !Ref X |"
            + " arn:aws:states:us-east-1:123456789012:stateMachine:m",
        "AWS::StepFunctions::StateMachine | StateMachineName: m | !GetAtt X.Name | m",
        "AWS::StepFunctions::StateMachineVersion | StateMachineArn: !Ref Machine | !Ref X |"
            + " arn:aws:states:us-east-1:123456789012:stateMachine:Machine:1",
        "AWS::StepFunctions::StateMachineAlias | Name: live, RoutingConfiguration:"
            + " [{StateMachineVersionArn: !Ref V}] | !Ref X |"
            + " arn:aws:states:us-east-1:123456789012:stateMachine:Machine:live",
        "AWS::DynamoDB::Table | TableName: t | !Ref X | t",
        "AWS::DynamoDB::Table | TableName: t | !GetAtt X.Arn |"
            + " arn:aws:dynamodb:us-east-1:123456789012:table/t",
        "AWS::DynamoDB::Table | '' | !GetAtt X.StreamArn |"
            + " arn:aws:dynamodb:us-east-1:123456789012:table/X/stream/2026-01-01T00:00:00.000",
        "AWS::Events::EventBus | Name: bus | !GetAtt X.Arn |"
            + " arn:aws:events:us-east-1:123456789012:event-bus/bus",
        "AWS::Events::EventBus | Name: bus | !GetAtt X.Name | bus",
        "AWS::SNS::Topic | TopicName: t | !Ref X | arn:aws:sns:us-east-1:123456789012:t",
        "AWS::SNS::Topic | TopicName: t | !GetAtt X.TopicArn |"
            + " arn:aws:sns:us-east-1:123456789012:t",
        "AWS::SNS::Topic | TopicName: t | !GetAtt X.TopicName | t",
        "AWS::S3::Bucket | BucketName: b | !Ref X | b",
        "AWS::S3::Bucket | BucketName: b | !GetAtt X.Arn | arn:aws:s3:::b",
        "AWS::S3::Bucket | BucketName: b | !GetAtt X.DomainName | b.s3.amazonaws.com",
        "AWS::Logs::LogGroup | LogGroupName: /a/b | !Ref X | /a/b",
        "AWS::Logs::LogGroup | LogGroupName: /a/b | !GetAtt X.Arn |"
            + " arn:aws:logs:us-east-1:123456789012:log-group:/a/b:*",
        "AWS::IAM::Role | RoleName: r | !GetAtt X.Arn | arn:aws:iam::123456789012:role/r",
        "AWS::KMS::Key | '' | !GetAtt X.KeyId | X",
        "AWS::SecretsManager::Secret | Name: s | !GetAtt X.Id |"
            + " arn:aws:secretsmanager:us-east-1:123456789012:secret:s",
        "AWS::SSM::Parameter | Type: String, Value: v | !GetAtt X.Type | String",
        "AWS::Pipes::Pipe | Name: p | !GetAtt X.Arn | arn:aws:pipes:us-east-1:123456789012:pipe/p",
        "AWS::Scheduler::ScheduleGroup | '' | !GetAtt X.Arn |"
            + " arn:aws:scheduler:us-east-1:123456789012:X",
        "AWS::Scheduler::ScheduleGroup | '' | !Ref X | X"
      })
  void answer(String type, String properties, String out, String expected) {
    Scope scope = scope(type, properties, out);
    assertThat(scope.text(scope.root().get("Out").orElseThrow(), "Out")).contains(expected);
  }
}
