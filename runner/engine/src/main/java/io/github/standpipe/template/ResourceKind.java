package io.github.standpipe.template;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known about a type of resource.
 *
 * @param name the property that names it
 * @param service of its ARN
 * @param resource the end of its ARN, with {@code *} for the name
 * @param refIsArn whether {@code Ref} returns the ARN; otherwise it returns the name
 */
record ResourceKind(String type, String name, String service, String resource, boolean refIsArn) {
  /** A placeholder for the id that the service generates, which a template cannot know. */
  private static final String SERVICE_ID = "standpipe0000000000000000";

  private static final Map<String, ResourceKind> KNOWN =
      Stream.of(
              withName("AWS::SQS::Queue", "QueueName", "sqs", "*"),
              withName("AWS::Lambda::Function", "FunctionName", "lambda", "function:*"),
              withName("AWS::Serverless::Function", "FunctionName", "lambda", "function:*"),
              arned("AWS::Lambda::LayerVersion", "LayerName", "lambda", "layer:*:1"),
              arned("AWS::Serverless::LayerVersion", "LayerName", "lambda", "layer:*:1"),
              arned(
                  "AWS::StepFunctions::StateMachine",
                  "StateMachineName",
                  "states",
                  "stateMachine:*"),
              arned("AWS::Serverless::StateMachine", "Name", "states", "stateMachine:*"),
              withName("AWS::DynamoDB::Table", "TableName", "dynamodb", "table/*"),
              withName("AWS::DynamoDB::GlobalTable", "TableName", "dynamodb", "table/*"),
              withName("AWS::Serverless::SimpleTable", "TableName", "dynamodb", "table/*"),
              withName("AWS::Events::EventBus", "Name", "events", "event-bus/*"),
              withName("AWS::Events::ApiDestination", "Name", "events", "api-destination/*/local"),
              withName("AWS::Events::Connection", "Name", "events", "connection/*/local"),
              withName("AWS::Events::Rule", "Name", "events", "rule/*"),
              withName("AWS::Events::Archive", "ArchiveName", "events", "archive/*"),
              arned("AWS::EventsV2::EventBus", "Name", "events", "event-busv2/*/" + SERVICE_ID),
              arned("AWS::EventsV2::Subscriber", "Name", "events", "subscriber/*/" + SERVICE_ID),
              arned(
                  "AWS::EventsV2::EventSource", "Name", "events", "event-sourcev2/*/" + SERVICE_ID),
              withName("AWS::Scheduler::Schedule", "Name", "scheduler", "schedule/default/*"),
              arned("AWS::SNS::Topic", "TopicName", "sns", "*"),
              withName("AWS::S3::Bucket", "BucketName", "s3", "*"),
              withName("AWS::Logs::LogGroup", "LogGroupName", "logs", "log-group:*"),
              withName("AWS::IAM::Role", "RoleName", "iam", "role/*"),
              withName("AWS::IAM::User", "UserName", "iam", "user/*"),
              arned("AWS::IAM::ManagedPolicy", "ManagedPolicyName", "iam", "policy/*"),
              withName("AWS::Kinesis::Stream", "Name", "kinesis", "stream/*"),
              withName(
                  "AWS::KinesisFirehose::DeliveryStream",
                  "DeliveryStreamName",
                  "firehose",
                  "deliverystream/*"),
              withName("AWS::KMS::Key", "", "kms", "key/*"),
              arned("AWS::SecretsManager::Secret", "Name", "secretsmanager", "secret:*"),
              withName("AWS::SSM::Parameter", "Name", "ssm", "parameter/*"),
              withName("AWS::ECS::Cluster", "ClusterName", "ecs", "cluster/*"),
              arned("AWS::ECS::TaskDefinition", "Family", "ecs", "task-definition/*:1"),
              arned("AWS::Batch::JobQueue", "JobQueueName", "batch", "job-queue/*"),
              arned("AWS::MSK::Cluster", "ClusterName", "kafka", "cluster/*/local"),
              withName("AWS::AmazonMQ::Broker", "BrokerName", "mq", "broker:*:local"),
              withName("AWS::SageMaker::Pipeline", "PipelineName", "sagemaker", "pipeline/*"),
              withName("AWS::Redshift::Cluster", "ClusterIdentifier", "redshift", "cluster:*"),
              withName("AWS::ApiGateway::RestApi", "", "execute-api", "*"),
              withName("AWS::Serverless::Api", "", "execute-api", "*"),
              withName("AWS::ApiGatewayV2::Api", "", "execute-api", "*"),
              withName("AWS::Serverless::HttpApi", "", "execute-api", "*"),
              withName("AWS::Pipes::Pipe", "Name", "pipes", "pipe/*"))
          .collect(Collectors.toMap(ResourceKind::type, Function.identity()));

  /** The kind of a type; an unknown type gets the most common shape. */
  static ResourceKind of(String type) {
    ResourceKind known = KNOWN.get(type);
    return known != null ? known : withName(type, "", service(type), "*");
  }

  private static String service(String type) {
    int from = type.indexOf("::") + 2;
    if (from < 2) {
      return "custom";
    }
    int end = type.indexOf("::", from);
    return type.substring(from, end < 0 ? type.length() : end).toLowerCase(Locale.ROOT);
  }

  private static ResourceKind withName(String type, String name, String service, String resource) {
    return new ResourceKind(type, name, service, resource, false);
  }

  private static ResourceKind arned(String type, String name, String service, String resource) {
    return new ResourceKind(type, name, service, resource, true);
  }
}
