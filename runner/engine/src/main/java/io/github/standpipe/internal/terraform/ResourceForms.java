package io.github.standpipe.internal.terraform;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the types and attributes of Terraform are in CloudFormation. */
public final class ResourceForms {
  private static final Map<String, Form> FORMS = new TreeMap<>();
  private static final Map<String, String> NAMES = new HashMap<>();

  /** The attributes that no property corresponds to. */
  private static final Set<String> LEFT_OUT =
      Set.of("id", "arn", "tags", "tags_all", "timeouts", "region", "owner", "name_prefix", "url");

  /** The attributes that hold the text of a policy or a pattern. */
  static final Set<String> JSON =
      Set.of(
          "redrive_policy",
          "redrive_allow_policy",
          "policy",
          "policy_document",
          "assume_role_policy",
          "event_pattern",
          "filter_policy");

  /** The blocks that may be repeated. */
  static final Set<String> REPEATED =
      Set.of(
          "filter",
          "inline_policy",
          "queue",
          "topic",
          "metric_query",
          "routing_configuration",
          "container_override",
          "resource_requirement",
          "pipeline_parameter",
          "capacity_provider_strategy",
          "placement_constraint",
          "placement_strategy",
          "environment_variable");

  /**
   * A type of resource.
   *
   * @param type the type in CloudFormation
   * @param properties the names of the attributes, and of {@code block.attribute}, that are not
   *     only written in another case; an empty one is left out
   */
  record Form(String type, Map<String, String> properties) {}

  static {
    String[] names = {
      "dynamodb_stream_parameters=DynamoDBStreamParameters",
      "activemq_broker_parameters=ActiveMQBrokerParameters",
      "rabbitmq_broker_parameters=RabbitMQBrokerParameters",
      "eventbridge_event_bus_parameters=EventBridgeEventBusParameters",
      "cloudwatch_logs_parameters=CloudWatchLogsParameters",
      "sagemaker_pipeline_parameters=SageMakerPipelineParameters",
      "pipeline_parameter=PipelineParameterList",
      "filter=Filters",
      "container_override=ContainerOverrides",
      "resource_requirement=ResourceRequirements",
      "placement_constraint=PlacementConstraints",
      "aws_vpc_configuration=AwsvpcConfiguration",
      "msk_access_config=MSKAccessConfig",
      "sse_specification=SSESpecification"
    };
    for (String one : names) {
      NAMES.put(one.replaceFirst("=.*", ""), one.replaceFirst(".*=", ""));
    }
    add("aws_pipes_pipe", "AWS::Pipes::Pipe");
    add(
        "aws_sqs_queue",
        "AWS::SQS::Queue",
        "name=QueueName",
        "max_message_size=MaximumMessageSize",
        "message_retention_seconds=MessageRetentionPeriod",
        "receive_wait_time_seconds=ReceiveMessageWaitTimeSeconds",
        "visibility_timeout_seconds=VisibilityTimeout",
        "policy=");
    add(
        "aws_sqs_queue_policy",
        "AWS::SQS::QueuePolicy",
        "queue_url=Queues",
        "policy=PolicyDocument");
    add(
        "aws_lambda_function",
        "AWS::Lambda::Function",
        "filename=",
        "image_uri=",
        "source_code_hash=",
        "source_code_size=",
        "version=",
        "qualified_arn=",
        "invoke_arn=",
        "qualified_invoke_arn=",
        "last_modified=",
        "signing_job_arn=",
        "signing_profile_version_arn=",
        "s3_bucket=",
        "s3_key=",
        "s3_object_version=",
        "publish=",
        "skip_destroy=",
        "reserved_concurrent_executions=");
    add("aws_lambda_alias", "AWS::Lambda::Alias", "invoke_arn=", "routing_config=");
    add("aws_lambda_permission", "AWS::Lambda::Permission", "statement_id=", "qualifier=");
    add(
        "aws_lambda_layer_version",
        "AWS::Lambda::LayerVersion",
        "filename=Content",
        "layer_arn=",
        "version=",
        "source_code_hash=",
        "source_code_size=");
    add("aws_lambda_event_source_mapping", "AWS::Lambda::EventSourceMapping");
    add(
        "aws_sfn_state_machine",
        "AWS::StepFunctions::StateMachine",
        "name=StateMachineName",
        "type=StateMachineType",
        "definition=DefinitionString",
        "state_machine_version_arn=",
        "creation_date=",
        "revision_id=",
        "status=",
        "publish=");
    add(
        "aws_sfn_alias",
        "AWS::StepFunctions::StateMachineAlias",
        "state_machine_version_arn=StateMachineVersionArn",
        "creation_date=");
    add(
        "aws_iam_role",
        "AWS::IAM::Role",
        "name=RoleName",
        "assume_role_policy=AssumeRolePolicyDocument",
        "inline_policy=Policies",
        "inline_policy.name=PolicyName",
        "inline_policy.policy=PolicyDocument",
        "unique_id=",
        "create_date=");
    add(
        "aws_iam_policy",
        "AWS::IAM::ManagedPolicy",
        "name=ManagedPolicyName",
        "policy=PolicyDocument");
    add(
        "aws_iam_role_policy",
        "AWS::IAM::RolePolicy",
        "name=PolicyName",
        "role=RoleName",
        "policy=PolicyDocument");
    add("aws_iam_user", "AWS::IAM::User", "name=UserName");
    add("aws_cloudwatch_event_bus", "AWS::Events::EventBus");
    add("aws_cloudwatch_event_rule", "AWS::Events::Rule", "is_enabled=");
    add(
        "aws_cloudwatch_event_archive",
        "AWS::Events::Archive",
        "name=ArchiveName",
        "event_source_arn=SourceArn");
    add("aws_cloudwatch_event_permission", "AWS::Events::EventBusPolicy", "condition=");
    add("aws_cloudwatch_event_bus_policy", "AWS::Events::EventBusPolicy", "policy=Statement");
    add(
        "aws_cloudwatch_event_connection",
        "AWS::Events::Connection",
        "auth_parameters=",
        "secret_arn=");
    add("aws_cloudwatch_event_api_destination", "AWS::Events::ApiDestination");
    add("aws_sns_topic", "AWS::SNS::Topic", "name=TopicName", "policy=");
    add(
        "aws_sns_topic_subscription",
        "AWS::SNS::Subscription",
        "confirmation_timeout_in_minutes=",
        "endpoint_auto_confirms=",
        "owner_id=");
    add("aws_sns_topic_policy", "AWS::SNS::TopicPolicy", "policy=PolicyDocument");
    add("aws_s3_bucket", "AWS::S3::Bucket", "bucket=BucketName", "policy=", "bucket_prefix=");
    add("aws_s3_bucket_policy", "AWS::S3::BucketPolicy", "policy=PolicyDocument");
    add("aws_scheduler_schedule", "AWS::Scheduler::Schedule");
    add(
        "aws_cloudwatch_metric_alarm",
        "AWS::CloudWatch::Alarm",
        "ok_actions=OKActions",
        "metric_query=Metrics",
        "dimensions=");
    add("aws_cloudwatch_log_group", "AWS::Logs::LogGroup", "name=LogGroupName");
    add("aws_cloudwatch_log_resource_policy", "AWS::Logs::ResourcePolicy");
    add(
        "aws_kms_key",
        "AWS::KMS::Key",
        "policy=KeyPolicy",
        "is_enabled=Enabled",
        "key_id=",
        "customer_master_key_spec=KeySpec",
        "deletion_window_in_days=PendingWindowInDays");
    add("aws_kms_alias", "AWS::KMS::Alias", "name=AliasName", "target_key_arn=");
    add(
        "aws_dynamodb_table",
        "AWS::DynamoDB::Table",
        "name=TableName",
        "attribute=",
        "stream_arn=",
        "stream_label=",
        "server_side_encryption=SSESpecification",
        "server_side_encryption.enabled=SSEEnabled",
        "server_side_encryption.kms_key_arn=KMSMasterKeyId");
    add(
        "aws_kinesis_stream",
        "AWS::Kinesis::Stream",
        "retention_period=RetentionPeriodHours",
        "encryption_type=",
        "kms_key_id=");
    add("aws_kinesis_resource_policy", "AWS::Kinesis::ResourcePolicy", "policy=ResourcePolicy");
    add(
        "aws_kinesis_firehose_delivery_stream",
        "AWS::KinesisFirehose::DeliveryStream",
        "name=DeliveryStreamName");
    add("aws_schemas_registry", "AWS::EventSchemas::Registry", "name=RegistryName");
    add("aws_schemas_schema", "AWS::EventSchemas::Schema", "name=SchemaName");
    add("aws_secretsmanager_secret", "AWS::SecretsManager::Secret", "policy=");
    add(
        "aws_secretsmanager_secret_policy",
        "AWS::SecretsManager::ResourcePolicy",
        "secret_arn=SecretId",
        "policy=ResourcePolicy");
    add("aws_msk_cluster", "AWS::MSK::Cluster");
    add("aws_msk_cluster_policy", "AWS::MSK::ClusterPolicy");
    add("aws_mq_broker", "AWS::AmazonMQ::Broker", "user=");
    add("aws_ecs_cluster", "AWS::ECS::Cluster", "name=ClusterName");
    add("aws_ecs_task_definition", "AWS::ECS::TaskDefinition", "container_definitions=");
    add("aws_batch_job_queue", "AWS::Batch::JobQueue", "name=JobQueueName");
    add("aws_sagemaker_pipeline", "AWS::SageMaker::Pipeline");
    add("aws_redshift_cluster", "AWS::Redshift::Cluster", "master_password=");
    add("aws_redshiftserverless_workgroup", "AWS::RedshiftServerless::Workgroup");
    add("aws_timestreamwrite_table", "AWS::Timestream::Table");
    add("aws_inspector_assessment_template", "AWS::Inspector::AssessmentTemplate");
    add("aws_api_gateway_rest_api", "AWS::ApiGateway::RestApi");
    add("aws_apigatewayv2_api", "AWS::ApiGatewayV2::Api");
    add("aws_ssm_parameter", "AWS::SSM::Parameter");
  }

  private ResourceForms() {}

  private static void add(String type, String own, String... properties) {
    Map<String, String> names = new HashMap<>();
    for (String one : properties) {
      int equals = one.indexOf('=');
      names.put(one.substring(0, equals), one.substring(equals + 1));
    }
    FORMS.put(type, new Form(own, names));
  }

  static boolean has(String type) {
    return FORMS.containsKey(type);
  }

  static @Nullable Form of(String type) {
    return FORMS.get(type);
  }

  /**
   * The property of an attribute; null if none corresponds to it.
   *
   * @param block the block that the attribute is in; empty for the resource itself
   */
  static @Nullable String property(Form form, String block, String attribute) {
    boolean outermost = block.isEmpty();
    String own = form.properties().get(outermost ? attribute : block + "." + attribute);
    if (own != null) {
      return own.isEmpty() ? null : own;
    }
    return outermost && LEFT_OUT.contains(attribute)
        ? null
        : NAMES.getOrDefault(attribute, pascal(attribute));
  }

  private static final Pattern WORD = Pattern.compile("(?:^|_)([a-z0-9])");

  private static String pascal(String attribute) {
    return WORD.matcher(attribute).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }

  static Map<String, Form> all() {
    return FORMS;
  }

  static Map<String, String> names() {
    return NAMES;
  }
}
