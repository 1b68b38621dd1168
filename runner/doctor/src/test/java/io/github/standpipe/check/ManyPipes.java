package io.github.standpipe.check;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Templates with many pipes, each with its own resources and everything they refer to. */
final class ManyPipes {
  private static final String PLAIN =
      """
        Queue#: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 180, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead#.Arn, maxReceiveCount: 5}}}
        Dead#: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 1209600}}
        Function#: {Type: AWS::Lambda::Function, Properties: {Runtime: java21, Handler: h.H, MemorySize: 1024, Role: !GetAtt FunctionRole#.Arn, Code: {S3Bucket: code, S3Key: h.zip}}}
        FunctionRole#: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]}}}
        Machine#: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: arn:aws:iam::111122223333:role/machine, DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}'}}
        Alarm#: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/SQS, MetricName: ApproximateNumberOfMessagesVisible, Statistic: Maximum, Period: 60, EvaluationPeriods: 1, Threshold: 0, ComparisonOperator: GreaterThanThreshold, Dimensions: [{Name: QueueName, Value: !GetAtt Dead#.QueueName}]}}
        Role#: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: pipes.amazonaws.com}, Action: "sts:AssumeRole", Condition: {StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}}}]}, Policies: [{PolicyName: all, PolicyDocument: {Statement: [RIGHTS{Effect: Allow, Action: "lambda:InvokeFunction", Resource: !GetAtt Function#.Arn}, {Effect: Allow, Action: "states:StartExecution", Resource: !Ref Machine#}]}}]}}
        Pipe#: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: !GetAtt Role#.Arn, Source: !GetAtt Queue#.Arn, Enrichment: !GetAtt Function#.Arn, Target: !Ref Machine#, TargetParameters: {StepFunctionStateMachineParameters: {InvocationType: FIRE_AND_FORGET}}, LogConfiguration: {Level: ERROR, CloudwatchLogsLogDestination: {LogGroupArn: !GetAtt Log#.Arn}}}}
        Log#: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 30}}
      """;
  private static final String OWN =
      "{Effect: Allow, Action: [\"sqs:ReceiveMessage\", \"sqs:DeleteMessage\","
          + " \"sqs:GetQueueAttributes\"], Resource: !GetAtt Queue#.Arn}, ";
  private static final String POLICIES =
      """
        QueuePolicy#: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Queue#], PolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: !GetAtt Role#.Arn}, Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource: !GetAtt Queue#.Arn}]}}}
        Permission#: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Function#, Action: "lambda:InvokeFunction", Principal: events.amazonaws.com}}
        Policy#: {Type: AWS::IAM::Policy, Properties: {PolicyName: more, Roles: [!Ref Role#], PolicyDocument: {Statement: [{Effect: Deny, Action: "sqs:PurgeQueue", Resource: "*"}]}}}
        Managed#: {Type: AWS::IAM::ManagedPolicy, Properties: {Roles: [!Ref FunctionRole#], PolicyDocument: {Statement: [{Effect: Allow, Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*"}]}}}
      """;

  /** Resources that each pipe leads to through another form of reference. */
  private static final List<String> MORE =
      List.of(
          """
            Key#: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {Statement: [{Effect: Allow, Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root"}, Action: "kms:*", Resource: "*"}]}}}
            KeyName#: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/key#, TargetKeyId: !Ref Key#}}
            Coded#: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: alias/key#}}
            Sealed#: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: !Ref Key#}}
            CodedPipe#: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: !GetAtt Role#.Arn, Source: !GetAtt Coded#.Arn, Target: !GetAtt Sealed#.Arn}}
          """,
          """
            Quarantine#: {Type: AWS::SQS::Queue}
            Table#: {Type: AWS::DynamoDB::Table, Properties: {TableName: table#}}
            Enricher#: {Type: AWS::Lambda::Function, Properties: {Runtime: java21, Handler: h.H, Role: !GetAtt NamedRole#.Arn, Environment: {Variables: {QUARANTINE_QUEUE_URL: !Ref Quarantine#, LOOKUP_THINGS: "dynamodb:table##id", LOOKUP_FILES: "s3:files#/x"}}, LoggingConfig: {LogGroup: !Ref Log#}}}
            Live#: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Enricher#, Name: live, FunctionVersion: "1"}}
            NamedRole#: {Type: AWS::IAM::Role, Properties: {RoleName: named#, Path: /app/, AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: [lambda.amazonaws.com, pipes.amazonaws.com]}, Action: "sts:AssumeRole"}]}}}
            ByName#: {Type: AWS::IAM::RolePolicy, Properties: {RoleName: named#, PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: "dynamodb:BatchGetItem", Resource: !GetAtt Table#.Arn}]}}}
            QuarantinePipe#: {Type: AWS::Pipes::Pipe, Metadata: {standpipe: {suppress: [{rule: no-logs, reason: a}]}}, Properties: {RoleArn: "arn:aws:iam::111122223333:role/app/named#", Source: !GetAtt Quarantine#.Arn, Enrichment: !Ref Live#, Target: !Ref Topic#}}
            Topic#: {Type: AWS::SNS::Topic}
            TopicPolicy#: {Type: AWS::SNS::TopicPolicy, Properties: {Topics: [!Ref Topic#], PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "sns:Publish", Resource: "*", Condition: {StringEquals: {aws:SourceAccount: "1"}}}]}}}
          """,
          """
            Sam#: {Type: AWS::Serverless::Function, Properties: {Runtime: java21, Handler: h.H, CodeUri: s3://a/b.zip, AutoPublishAlias: live, Policies: [{SQSPollerPolicy: {QueueName: !GetAtt Fed#.QueueName}}], Events: {Fed: {Type: SQS, Properties: {Queue: !GetAtt Queue#.Arn}}}}}
            Fed#: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Lost#.Arn, maxReceiveCount: 5}}}
            Lost#: {Type: AWS::SQS::Queue, Properties: {QueueName: lost#}}
            Insights#: {Type: AWS::CloudWatch::Alarm, Properties: {Threshold: 0, EvaluationPeriods: 1, ComparisonOperator: GreaterThanThreshold, Metrics: [{Id: a, Period: 60, Expression: "SELECT MAX(ApproximateNumberOfMessagesVisible) FROM SCHEMA(\\"AWS/SQS\\", QueueName) WHERE QueueName = 'lost#'"}]}}
            Nested#: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a, Parameters: {Name: other#}}}
            Custom#: {Type: Custom::Thing, Properties: {ServiceToken: a, Names: [a#, b#]}}
            SamPipe#: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: !GetAtt Sam#Role.Arn, Source: !GetAtt Fed#.Arn, Enrichment: !Ref Sam#.Alias, Target: !Ref Machine#}}
          """,
          """
            Stream#: {Type: AWS::KinesisFirehose::DeliveryStream}
            Mapping#: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Function#, EventSourceArn: !GetAtt Dead#.Arn}}
            OffPipe#: {Type: AWS::Pipes::Pipe, Condition: On, Properties: {RoleArn: !GetAtt Role#.Arn, Source: !GetAtt Dead#.Arn, Target: !Ref Machine#, LogConfiguration: {Level: ERROR, FirehoseLogDestination: {DeliveryStreamArn: !GetAtt Stream#.Arn}}}}
          """);

  private ManyPipes() {}

  /** Pipes with a queue, its dead letters, a function, a machine, an alarm and two roles. */
  static String plain(int pipes) {
    return template(pipes, PLAIN.replace("RIGHTS", OWN));
  }

  /** The same template with permissions in separate policies. */
  static String withPolicies(int pipes) {
    return template(pipes, PLAIN.replace("RIGHTS", "") + POLICIES);
  }

  /** One policy for all queues, and one for all roles. */
  static String withSharedPolicies(int pipes) {
    String shared =
        "  Queues: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [%s], PolicyDocument:"
            + " {Statement: [{Effect: Allow, Principal: {AWS: \"*\"}, Action: \"sqs:*\", Resource:"
            + " \"*\"}]}}}\n"
            + "  Roles: {Type: AWS::IAM::Policy, Properties: {PolicyName: a, Roles: [%s],"
            + " PolicyDocument: {Statement: [{Effect: Deny, Action: \"sqs:PurgeQueue\", Resource:"
            + " \"*\"}]}}}\n";
    return template(pipes, PLAIN.replace("RIGHTS", ""))
        + shared.formatted(all("!Ref Queue#", pipes), all("!Ref Role#", pipes));
  }

  /** The same template with everything else that is looked up by name. */
  static String withAll(int pipes) {
    return template(
        pipes, PLAIN.replace("RIGHTS", OWN) + POLICIES + String.join("", MORE).indent(0));
  }

  private static String template(int pipes, String each) {
    return "Transform: AWS::Serverless-2016-10-31\n"
        + "Parameters: {Switch: {Type: String, Default: \"false\"}}\n"
        + "Conditions: {On: !Equals [!Ref Switch, \"true\"]}\n"
        + "Resources:\n"
        + IntStream.range(0, pipes).mapToObj(i -> numbered(each, i)).collect(Collectors.joining());
  }

  private static String all(String each, int pipes) {
    return IntStream.range(0, pipes)
        .mapToObj(i -> numbered(each, i))
        .collect(Collectors.joining(", "));
  }

  private static String numbered(String each, int i) {
    return each.replace("##", i + "#").replaceAll("#(?!id)", String.valueOf(i));
  }
}
