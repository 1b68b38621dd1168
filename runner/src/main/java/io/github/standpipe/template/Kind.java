package io.github.standpipe.template;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a type of resource.
 *
 * @param name the property that names it
 * @param service of its ARN
 * @param resource the end of its ARN, with {@code *} for the name
 * @param refIsArn whether {@code Ref} gives the ARN; it gives the name otherwise
 */
record Kind(String type, String name, String service, String resource, boolean refIsArn) {
  /** In place of the id that the service makes, which no template can know. */
  private static final String SERVICE_ID = "standpipe0000000000000000";

  private static final Map<String, Kind> KNOWN =
      Stream.of(
              named("AWS::SQS::Queue", "QueueName", "sqs", "*"),
              named("AWS::Lambda::Function", "FunctionName", "lambda", "function:*"),
              named("AWS::Serverless::Function", "FunctionName", "lambda", "function:*"),
              arned("AWS::Lambda::LayerVersion", "LayerName", "lambda", "layer:*:1"),
              arned("AWS::Serverless::LayerVersion", "LayerName", "lambda", "layer:*:1"),
              arned(
                  "AWS::StepFunctions::StateMachine",
                  "StateMachineName",
                  "states",
                  "stateMachine:*"),
              arned("AWS::Serverless::StateMachine", "Name", "states", "stateMachine:*"),
              named("AWS::DynamoDB::Table", "TableName", "dynamodb", "table/*"),
              named("AWS::DynamoDB::GlobalTable", "TableName", "dynamodb", "table/*"),
              named("AWS::Serverless::SimpleTable", "TableName", "dynamodb", "table/*"),
              named("AWS::Events::EventBus", "Name", "events", "event-bus/*"),
              named("AWS::Events::ApiDestination", "Name", "events", "api-destination/*/local"),
              named("AWS::Events::Connection", "Name", "events", "connection/*/local"),
              named("AWS::Events::Rule", "Name", "events", "rule/*"),
              named("AWS::Events::Archive", "ArchiveName", "events", "archive/*"),
              arned("AWS::EventsV2::EventBus", "Name", "events", "event-busv2/*/" + SERVICE_ID),
              arned("AWS::EventsV2::Subscriber", "Name", "events", "subscriber/*/" + SERVICE_ID),
              arned(
                  "AWS::EventsV2::EventSource", "Name", "events", "event-sourcev2/*/" + SERVICE_ID),
              named("AWS::Scheduler::Schedule", "Name", "scheduler", "schedule/default/*"),
              arned("AWS::SNS::Topic", "TopicName", "sns", "*"),
              named("AWS::S3::Bucket", "BucketName", "s3", "*"),
              named("AWS::Logs::LogGroup", "LogGroupName", "logs", "log-group:*"),
              named("AWS::IAM::Role", "RoleName", "iam", "role/*"),
              named("AWS::IAM::User", "UserName", "iam", "user/*"),
              arned("AWS::IAM::ManagedPolicy", "ManagedPolicyName", "iam", "policy/*"),
              named("AWS::Kinesis::Stream", "Name", "kinesis", "stream/*"),
              named(
                  "AWS::KinesisFirehose::DeliveryStream",
                  "DeliveryStreamName",
                  "firehose",
                  "deliverystream/*"),
              named("AWS::KMS::Key", "", "kms", "key/*"),
              arned("AWS::SecretsManager::Secret", "Name", "secretsmanager", "secret:*"),
              named("AWS::SSM::Parameter", "Name", "ssm", "parameter/*"),
              named("AWS::ECS::Cluster", "ClusterName", "ecs", "cluster/*"),
              arned("AWS::ECS::TaskDefinition", "Family", "ecs", "task-definition/*:1"),
              arned("AWS::Batch::JobQueue", "JobQueueName", "batch", "job-queue/*"),
              arned("AWS::MSK::Cluster", "ClusterName", "kafka", "cluster/*/local"),
              named("AWS::AmazonMQ::Broker", "BrokerName", "mq", "broker:*:local"),
              named("AWS::SageMaker::Pipeline", "PipelineName", "sagemaker", "pipeline/*"),
              named("AWS::Redshift::Cluster", "ClusterIdentifier", "redshift", "cluster:*"),
              named("AWS::ApiGateway::RestApi", "", "execute-api", "*"),
              named("AWS::Serverless::Api", "", "execute-api", "*"),
              named("AWS::ApiGatewayV2::Api", "", "execute-api", "*"),
              named("AWS::Serverless::HttpApi", "", "execute-api", "*"),
              named("AWS::Pipes::Pipe", "Name", "pipes", "pipe/*"))
          .collect(Collectors.toMap(Kind::type, Function.identity()));

  /** The kind of a type; one that is not known is given the shape that most have. */
  static Kind of(String type) {
    Kind known = KNOWN.get(type);
    return known != null ? known : named(type, "", service(type), "*");
  }

  private static String service(String type) {
    int from = type.indexOf("::") + 2;
    if (from < 2) {
      return "custom";
    }
    int end = type.indexOf("::", from);
    return type.substring(from, end < 0 ? type.length() : end).toLowerCase(Locale.ROOT);
  }

  private static Kind named(String type, String name, String service, String resource) {
    return new Kind(type, name, service, resource, false);
  }

  private static Kind arned(String type, String name, String service, String resource) {
    return new Kind(type, name, service, resource, true);
  }
}
