package io.github.standpipe.internal.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of resource becomes. */
class ResourceKindsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          aws_sqs_queue | {"name":"a","visibility_timeout_seconds":60,"message_retention_seconds":70,"max_message_size":1024,"receive_wait_time_seconds":5,"kms_master_key_id":"","policy":"","redrive_policy":"{\\"maxReceiveCount\\":3}","id":"u"} | AWS::SQS::Queue | {"QueueName":"a","VisibilityTimeout":60,"MessageRetentionPeriod":70,"MaximumMessageSize":1024,"ReceiveMessageWaitTimeSeconds":5,"RedrivePolicy":{"maxReceiveCount":3}}
          aws_sqs_queue_policy | {"queue_url":"https://q","policy":"{\\"Statement\\":[]}"} | AWS::SQS::QueuePolicy | {"Queues":"https://q","PolicyDocument":{"Statement":[]}}
          aws_lambda_function | {"function_name":"f","role":"r","runtime":"java21","handler":"h.H","memory_size":512,"timeout":9,"reserved_concurrent_executions":-1,"environment":[{"variables":{"some_name":"x"}}],"layers":["l"],"filename":"a.jar","dead_letter_config":[{"target_arn":"d"}],"vpc_config":[],"version":"3"} | AWS::Lambda::Function | {"FunctionName":"f","Role":"r","Runtime":"java21","Handler":"h.H","MemorySize":512,"Timeout":9,"Environment":{"Variables":{"some_name":"x"}},"Layers":["l"],"DeadLetterConfig":{"TargetArn":"d"},"Code":"a.jar"}
          aws_lambda_function | {"function_name":"f","package_type":"Image","image_uri":"i"} | AWS::Lambda::Function | {"FunctionName":"f","PackageType":"Image","Code":{"ImageUri":"i"}}
          aws_lambda_alias | {"name":"live","function_name":"f","function_version":"3"} | AWS::Lambda::Alias | {"Name":"live","FunctionName":"f","FunctionVersion":"3"}
          aws_lambda_permission | {"function_name":"f","qualifier":"live","action":"lambda:InvokeFunction","principal":"events.amazonaws.com","source_arn":"s"} | AWS::Lambda::Permission | {"FunctionName":"f:live","Action":"lambda:InvokeFunction","Principal":"events.amazonaws.com","SourceArn":"s"}
          aws_lambda_layer_version | {"layer_name":"l","filename":"l.zip","version":"4"} | AWS::Lambda::LayerVersion | {"LayerName":"l","Content":"l.zip"}
          aws_lambda_event_source_mapping | {"event_source_arn":"q","function_name":"f","batch_size":10,"enabled":true} | AWS::Lambda::EventSourceMapping | {"EventSourceArn":"q","FunctionName":"f","BatchSize":10,"Enabled":true}
          aws_sfn_state_machine | {"name":"m","type":"EXPRESS","role_arn":"r","definition":"{}","logging_configuration":[{"level":"ALL","include_execution_data":true,"log_destination":"g:*"}],"status":"ACTIVE"} | AWS::StepFunctions::StateMachine | {"StateMachineName":"m","StateMachineType":"EXPRESS","RoleArn":"r","DefinitionString":"{}","LoggingConfiguration":{"Level":"ALL","IncludeExecutionData":true,"Destinations":[{"CloudWatchLogsLogGroup":{"LogGroupArn":"g:*"}}]}}
          aws_sfn_alias | {"name":"a","routing_configuration":[{"state_machine_version_arn":"v:1","weight":100}]} | AWS::StepFunctions::StateMachineAlias | {"Name":"a","RoutingConfiguration":[{"StateMachineVersionArn":"v:1","Weight":100}]}
          aws_iam_role | {"name":"r","path":"/","assume_role_policy":"{\\"Statement\\":[]}","inline_policy":[{"name":"p","policy":"{\\"Statement\\":[1]}"}],"managed_policy_arns":["m"]} | AWS::IAM::Role | {"RoleName":"r","Path":"/","AssumeRolePolicyDocument":{"Statement":[]},"Policies":[{"PolicyName":"p","PolicyDocument":{"Statement":[1]}}],"ManagedPolicyArns":["m"]}
          aws_iam_policy | {"name":"p","policy":"{\\"Statement\\":[]}"} | AWS::IAM::ManagedPolicy | {"ManagedPolicyName":"p","PolicyDocument":{"Statement":[]}}
          aws_iam_role_policy | {"name":"p","role":"r","policy":"{\\"Statement\\":[]}"} | AWS::IAM::RolePolicy | {"PolicyName":"p","RoleName":"r","PolicyDocument":{"Statement":[]}}
          aws_cloudwatch_event_bus | {"name":"b"} | AWS::Events::EventBus | {"Name":"b"}
          aws_cloudwatch_event_rule | {"name":"r","event_bus_name":"b","event_pattern":"{\\"source\\":[\\"s\\"]}","is_enabled":false} | AWS::Events::Rule | {"Name":"r","EventBusName":"b","EventPattern":{"source":["s"]},"State":"DISABLED"}
          aws_cloudwatch_event_archive | {"name":"a","event_source_arn":"b","retention_days":3} | AWS::Events::Archive | {"ArchiveName":"a","SourceArn":"b","RetentionDays":3}
          aws_cloudwatch_event_bus_policy | {"event_bus_name":"b","policy":"{\\"Statement\\":[]}"} | AWS::Events::EventBusPolicy | {"EventBusName":"b","Statement":{"Statement":[]}}
          aws_cloudwatch_event_connection | {"name":"c","authorization_type":"API_KEY","auth_parameters":[{"api_key":[{"key":"k","value":"v"}]}]} | AWS::Events::Connection | {"Name":"c","AuthorizationType":"API_KEY"}
          aws_sns_topic | {"name":"t","fifo_topic":true,"policy":""} | AWS::SNS::Topic | {"TopicName":"t","FifoTopic":true}
          aws_sns_topic_subscription | {"topic_arn":"t","protocol":"sqs","endpoint":"q","raw_message_delivery":true,"filter_policy":"{\\"a\\":[1]}","filter_policy_scope":"MessageBody"} | AWS::SNS::Subscription | {"TopicArn":"t","Protocol":"sqs","Endpoint":"q","RawMessageDelivery":true,"FilterPolicy":{"a":[1]},"FilterPolicyScope":"MessageBody"}
          aws_sns_topic_policy | {"arn":"t","policy":"{\\"Statement\\":[]}"} | AWS::SNS::TopicPolicy | {"Topics":"t","PolicyDocument":{"Statement":[]}}
          aws_scheduler_schedule | {"name":"s","group_name":"g","schedule_expression":"rate(1 hour)","state":"ENABLED","target":[{"arn":"q","role_arn":"r","input":"{}","sqs_parameters":[{"message_group_id":"g"}],"dead_letter_config":[{"arn":"d"}]}]} | AWS::Scheduler::Schedule | {"Name":"s","GroupName":"g","ScheduleExpression":"rate(1 hour)","State":"ENABLED","Target":{"Arn":"q","RoleArn":"r","Input":"{}","SqsParameters":{"MessageGroupId":"g"},"DeadLetterConfig":{"Arn":"d"}}}
          aws_cloudwatch_metric_alarm | {"alarm_name":"a","namespace":"AWS/SQS","metric_name":"M","dimensions":{"QueueName":"q"},"threshold":0,"metric_query":[]} | AWS::CloudWatch::Alarm | {"AlarmName":"a","Namespace":"AWS/SQS","MetricName":"M","Threshold":0,"Dimensions":[{"Name":"QueueName","Value":"q"}]}
          aws_cloudwatch_metric_alarm | {"alarm_name":"a","metric_query":[{"id":"m","return_data":true,"metric":[{"namespace":"AWS/SQS","metric_name":"M","period":60,"stat":"Maximum","dimensions":{"QueueName":"q"}}]}]} | AWS::CloudWatch::Alarm | {"AlarmName":"a","Metrics":[{"Id":"m","ReturnData":true,"MetricStat":{"Metric":{"Namespace":"AWS/SQS","MetricName":"M","Dimensions":[{"Name":"QueueName","Value":"q"}]},"Period":60,"Stat":"Maximum"}}]}
          aws_cloudwatch_log_group | {"name":"l","retention_in_days":0,"kms_key_id":""} | AWS::Logs::LogGroup | {"LogGroupName":"l"}
          aws_cloudwatch_log_group | {"name":"l","retention_in_days":7} | AWS::Logs::LogGroup | {"LogGroupName":"l","RetentionInDays":7}
          aws_kms_key | {"policy":"{\\"Statement\\":[]}","is_enabled":true,"key_id":"k"} | AWS::KMS::Key | {"KeyPolicy":{"Statement":[]},"Enabled":true}
          aws_kms_alias | {"name":"alias/a","target_key_id":"k"} | AWS::KMS::Alias | {"AliasName":"alias/a","TargetKeyId":"k"}
          aws_dynamodb_table | {"name":"t","stream_enabled":true,"stream_view_type":"NEW_IMAGE"} | AWS::DynamoDB::Table | {"TableName":"t","StreamEnabled":true,"StreamViewType":"NEW_IMAGE","StreamSpecification":{"StreamViewType":"NEW_IMAGE"}}
          aws_kinesis_stream | {"name":"s","encryption_type":"KMS","kms_key_id":"k","retention_period":24} | AWS::Kinesis::Stream | {"Name":"s","RetentionPeriodHours":24,"StreamEncryption":{"EncryptionType":"KMS","KeyId":"k"}}
          aws_schemas_schema | {"name":"s","registry_name":"r","type":"OpenApi3","content":"{}"} | AWS::EventSchemas::Schema | {"SchemaName":"s","RegistryName":"r","Type":"OpenApi3","Content":"{}"}
          aws_schemas_registry | {"name":"r"} | AWS::EventSchemas::Registry | {"RegistryName":"r"}
          aws_ssm_parameter | {"name":"p","type":"SecureString","value":"x"} | AWS::SSM::Parameter | {"Name":"p","Type":"SecureString"}
          aws_pipes_pipe | {"name":"p","role_arn":"r","source":"s","target":"t","enrichment":"","desired_state":"RUNNING","description":"","kms_key_identifier":"","source_parameters":[{"filter_criteria":[{"filter":[{"pattern":"{}"},{"pattern":"{\\"a\\":[1]}"}]}],"sqs_queue_parameters":[{"batch_size":5,"maximum_batching_window_in_seconds":1}],"kinesis_stream_parameters":[]}],"target_parameters":[{"input_template":"x","http_parameters":[{"header_parameters":{"x-a":"b"}}],"eventbridge_event_bus_parameters":[{"detail_type":"d"}],"cloudwatch_logs_parameters":[{"log_stream_name":"l"}]}],"enrichment_parameters":[{"input_template":"y"}],"log_configuration":[{"level":"ERROR","include_execution_data":["ALL"],"cloudwatch_logs_log_destination":[{"log_group_arn":"g"}]}]} | AWS::Pipes::Pipe | {"Name":"p","RoleArn":"r","Source":"s","Target":"t","DesiredState":"RUNNING","SourceParameters":{"FilterCriteria":{"Filters":[{"Pattern":"{}"},{"Pattern":"{\\"a\\":[1]}"}]},"SqsQueueParameters":{"BatchSize":5,"MaximumBatchingWindowInSeconds":1}},"TargetParameters":{"InputTemplate":"x","HttpParameters":{"HeaderParameters":{"x-a":"b"}},"EventBridgeEventBusParameters":{"DetailType":"d"},"CloudWatchLogsParameters":{"LogStreamName":"l"}},"EnrichmentParameters":{"InputTemplate":"y"},"LogConfiguration":{"Level":"ERROR","IncludeExecutionData":["ALL"],"CloudwatchLogsLogDestination":{"LogGroupArn":"g"}}}
          aws_pipes_pipe | {"name":"p","source_parameters":[{"dynamodb_stream_parameters":[{"starting_position":"LATEST","on_partial_batch_item_failure":"AUTOMATIC_BISECT","dead_letter_config":[{"arn":"d"}]}]}],"target_parameters":[{"ecs_task_parameters":[{"task_definition_arn":"t","overrides":[{"container_override":[{"name":"c"}]}]}],"sagemaker_pipeline_parameters":[{"pipeline_parameter":[{"name":"n","value":"v"}]}]}]} | AWS::Pipes::Pipe | {"Name":"p","SourceParameters":{"DynamoDBStreamParameters":{"StartingPosition":"LATEST","OnPartialBatchItemFailure":"AUTOMATIC_BISECT","DeadLetterConfig":{"Arn":"d"}}},"TargetParameters":{"EcsTaskParameters":{"TaskDefinitionArn":"t","Overrides":{"ContainerOverrides":[{"Name":"c"}]}},"SageMakerPipelineParameters":{"PipelineParameterList":[{"Name":"n","Value":"v"}]}}}
          """)
  void becomesAResourceOfCloudFormation(
      String type, String values, String expectedType, String properties) throws IOException {
    JsonNode found = resources(object(type, "it", values)).path(type + ".it");
    assertThat(found.path("Type").asText()).isEqualTo(expectedType);
    assertThat(found.path("Properties")).isEqualTo(Json.parse(properties));
  }

  @Test
  void addsWhatIsAResourceOfItsOwnToTheResourceThatItBelongsTo() throws IOException {
    JsonNode all =
        resources(
            object(
                "aws_cloudwatch_event_rule",
                "r",
                "{\"name\":\"r\",\"id\":\"b/r\",\"event_bus_name\":\"b\"}"),
            object("aws_cloudwatch_event_rule", "s", "{\"name\":\"r\",\"id\":\"r\"}"),
            object(
                "aws_cloudwatch_event_target",
                "t",
                """
                {"rule":"r","event_bus_name":"b","target_id":"x","arn":"q","input_transformer":[{"input_paths":{"a":"$.a"},"input_template":"<a>"}],
                 "sqs_target":[{"message_group_id":"g"}],"dead_letter_config":[{"arn":"d"}],
                 "retry_policy":[{"maximum_event_age_in_seconds":60,"maximum_retry_attempts":2}]}
                """),
            object(
                "aws_cloudwatch_event_target",
                "u",
                "{\"rule\":\"r\",\"event_bus_name\":\"default\",\"target_id\":\"y\",\"arn\":\"q\"}"),
            object("aws_sqs_queue", "q", "{\"name\":\"q\",\"url\":\"https://q\"}"),
            object(
                "aws_sqs_queue_redrive_policy",
                "q",
                """
                {"queue_url":"https://q","redrive_policy":"{\\"maxReceiveCount\\":2}"}
                """),
            object(
                "aws_iam_role",
                "r",
                "{\"name\":\"r\",\"managed_policy_arns\":[\"m\"],\"inline_policy\":[{\"name\":\"p\",\"policy\":\"{}\"}]}"),
            object("aws_iam_role_policy", "p", "{\"name\":\"p\",\"role\":\"r\",\"policy\":\"{}\"}"),
            object("aws_iam_role_policy_attachment", "m", "{\"role\":\"r\",\"policy_arn\":\"m\"}"),
            object("aws_iam_role_policy_attachment", "n", "{\"role\":\"r\",\"policy_arn\":\"n\"}"),
            object("aws_s3_bucket", "b", "{\"bucket\":\"b\",\"id\":\"b\"}"),
            object(
                "aws_s3_bucket_notification",
                "b",
                "{\"bucket\":\"b\",\"eventbridge\":true,\"queue\":[{\"queue_arn\":\"q\",\"events\":[\"s3:A\",\"s3:B\"],\"filter_suffix\":\".x\"}]}"),
            object("aws_kms_key", "k", "{\"key_id\":\"k\",\"id\":\"k\"}"),
            object("aws_kms_key_policy", "k", "{\"key_id\":\"k\",\"policy\":\"{}\"}"),
            object("aws_vpc", "ignored", "{}"));
    assertThat(all.path("aws_cloudwatch_event_rule.r").path("Properties").path("Targets"))
        .isEqualTo(
            Json.parse(
                """
                [{"Id":"x","Arn":"q","InputTransformer":{"InputPathsMap":{"a":"$.a"},"InputTemplate":"<a>"},
                  "DeadLetterConfig":{"Arn":"d"},"RetryPolicy":{"MaximumEventAgeInSeconds":60,"MaximumRetryAttempts":2},
                  "SqsParameters":{"MessageGroupId":"g"}}]
                """));
    assertThat(all.path("aws_cloudwatch_event_rule.s").path("Properties").path("Targets"))
        .isEqualTo(Json.parse("[{\"Id\":\"y\",\"Arn\":\"q\"}]"));
    assertThat(all.path("aws_sqs_queue.q").path("Properties").path("RedrivePolicy"))
        .isEqualTo(Json.parse("{\"maxReceiveCount\":2}"));
    JsonNode role = all.path("aws_iam_role.r").path("Properties");
    assertThat(role.path("ManagedPolicyArns")).isEqualTo(Json.parse("[\"m\",\"n\"]"));
    assertThat(role.path("Policies")).isEmpty();
    assertThat(all.path("aws_s3_bucket.b").path("Properties").path("NotificationConfiguration"))
        .isEqualTo(
            Json.parse(
                """
                {"QueueConfigurations":[
                   {"Queue":"q","Event":"s3:A","Filter":{"S3Key":{"Rules":[{"Name":"suffix","Value":".x"}]}}},
                   {"Queue":"q","Event":"s3:B","Filter":{"S3Key":{"Rules":[{"Name":"suffix","Value":".x"}]}}}],
                 "EventBridgeConfiguration":{"EventBridgeEnabled":true}}
                """));
    assertThat(all.path("aws_kms_key.k").path("Properties").path("KeyPolicy")).isEmpty();
    assertThat(all.has("aws_vpc.ignored")).isFalse();
  }

  @Test
  void readsTheFolderThatIsPackedForAFunction() throws IOException {
    ObjectNode archive =
        object(
            "archive_file", "code", "{\"source_dir\":\"./src\",\"output_path\":\"build/f.zip\"}");
    archive.put("mode", "data").put("address", "data.archive_file.code");
    JsonNode all =
        resources(archive, object("aws_lambda_function", "f", "{\"filename\":\"./build/f.zip\"}"));
    assertThat(all.path("aws_lambda_function.f").path("Properties").path("Code").asText())
        .isEqualTo("./src");
  }

  @Test
  void keepsNothingThatIsSensitive() throws IOException {
    ObjectNode function =
        object(
            "aws_lambda_function",
            "f",
            "{\"function_name\":\"f\",\"environment\":[{\"variables\":{\"TOKEN\":\"hush\",\"STAGE\":\"x\"}}]}");
    function.set(
        "sensitive_values", Json.parse("{\"environment\":[{\"variables\":{\"TOKEN\":true}}]}"));
    JsonNode all = resources(function);
    assertThat(all.toString()).doesNotContain("hush");
    assertThat(all.path("aws_lambda_function.f").path("Properties").path("Environment"))
        .isEqualTo(
            Json.parse(
                "{\"Variables\":{\"TOKEN\":{\"(sensitive"
                    + " value)\":\"aws_lambda_function.f.TOKEN\"},\"STAGE\":\"x\"}}"));
  }

  @Test
  void leavesDeposedObjectsOut() throws IOException {
    ObjectNode old = object("aws_sqs_queue", "q", "{\"name\":\"old\"}").put("deposed_key", "00");
    JsonNode all = resources(object("aws_sqs_queue", "q", "{\"name\":\"new\"}"), old);
    assertThat(all.path("aws_sqs_queue.q").path("Properties").path("QueueName").asText())
        .isEqualTo("new");
  }

  private static ObjectNode object(String type, String name, String values)
      throws JsonProcessingException {
    ObjectNode object = Json.object();
    object.put("address", type + "." + name).put("mode", "managed");
    object.put("type", type).put("name", name);
    object.set("values", Json.parse(values));
    return object;
  }

  private JsonNode resources(ObjectNode... objects) throws IOException {
    ArrayNode all = Json.array();
    for (ObjectNode object : objects) {
      all.add(object);
    }
    ObjectNode root = Json.object().put("format_version", "1.0");
    root.putObject("values").putObject("root_module").set("resources", all);
    Path file = Files.writeString(folder.resolve("state.json"), Json.text(root));
    return Template.read(file, Map.of()).json().path("Resources");
  }
}
