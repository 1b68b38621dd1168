package io.github.standpipe.internal.terraform;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages about resources of CloudFormation in the words of Terraform. */
public final class TerraformWords {
  private static final String ADDRESS = "(?:[\\w.-]|\\[(?:\\d+|\"[^\"]*\")\\])+?";
  private static final Pattern ATTRIBUTE =
      Pattern.compile("!GetAtt (" + ADDRESS + ")\\.(Arn|StreamArn|QueueName|KeyId|Name)\\b");
  private static final Pattern PART =
      Pattern.compile("!Sub (?:'([^']*)'|([^'\\s]+?)(?=[.,]?(?:\\s|$)))");
  private static final Pattern INSERTED =
      Pattern.compile("\\$\\{(" + ADDRESS + ")\\.(Arn|StreamArn)}");
  private static final Pattern REFERENCE =
      Pattern.compile("!Ref (" + ADDRESS + ")(?=[,.;:})]?(?:\\s|$|}))");
  private static final Pattern TYPE = Pattern.compile("AWS::\\w+::\\w+");
  private static final Pattern PROPERTY =
      Pattern.compile(
          "(?<![\\w.$:/\"'-]|dimension )([A-Z]\\w*(?:(?:\\[\\d*])?\\.[A-Z]\\w*)*)(?![\\w/])(: )?");
  private static final Pattern SINGLE =
      Pattern.compile(
          "\\b(?<!(?:dimension|action)"
              + " )(Source|Target|Enrichment|Name|Pattern|Level|Role|Timeout|Arn)(?=: (?!\\{)| of"
              + " (?:aws_|module\\.))(: )?|(?<= has no )(Source|Target|Enrichment|Name)(?=\\.)|(?<="
              + " of )(Level)(?= [A-Z])");
  private static final Pattern BLOCK =
      Pattern.compile(
          "(\\w+_(?:configuration|destination|parameters|config|criteria)|filter) = \\{");

  /** An element of a policy, with its value if that is a word. */
  private static final Pattern POLICY =
      Pattern.compile(
          "\\b(Principal|Condition|Action|Effect|Resource|Service|StringEquals|StringLike|ArnLike|ArnEquals|Bool|aws:\\w+):"
              + " ([a-z][\\w-]*(?:\\.amazonaws\\.com|:[A-Z]\\w*\\*?)(?=[}.,\\s]|$)|Allow\\b|Deny\\b)?");

  private static final Pattern CONSTANT = Pattern.compile("(?<= = )([A-Z][A-Z_]{2,})\\b");

  private static final String[] NAMES = {
    "QueueName=name",
    "VisibilityTimeout=visibility_timeout_seconds",
    "MessageRetentionPeriod=message_retention_seconds",
    "MaximumMessageSize=max_message_size",
    "KeyPolicy=policy",
    "PolicyDocument=policy",
    "AssumeRolePolicyDocument=assume_role_policy",
    "Filters=filter",
    "DefinitionString=definition",
    "StateMachineType=type",
    "DynamoDBStreamParameters=dynamodb_stream_parameters",
    "CloudWatchLogsParameters=cloudwatch_logs_parameters",
    "EventBridgeEventBusParameters=eventbridge_event_bus_parameters",
    "ActiveMQBrokerParameters=activemq_broker_parameters",
    "RabbitMQBrokerParameters=rabbitmq_broker_parameters",
    "SageMakerPipelineParameters=sagemaker_pipeline_parameters",
    "InputPathsMap=input_paths",
    "SqsParameters=sqs_target",
    "OKActions=ok_actions"
  };

  /** The properties whose attribute is only written in another case. */
  private static final String SAME =
      "LogConfiguration CloudwatchLogsLogDestination FirehoseLogDestination S3LogDestination"
          + " LogGroupArn DeliveryStreamArn BucketName IncludeExecutionData BatchSize"
          + " MaximumBatchingWindowInSeconds InputTemplate InputPath InputTransformer"
          + " TargetParameters SourceParameters EnrichmentParameters FilterCriteria"
          + " StepFunctionStateMachineParameters LambdaFunctionParameters SqsQueueParameters"
          + " KinesisStreamParameters HttpParameters BatchJobParameters EcsTaskParameters"
          + " RedshiftDataParameters TaskDefinitionArn SecretManagerArn"
          + " ManagedStreamingKafkaParameters SelfManagedKafkaParameters InvocationType"
          + " MessageGroupId MessageDeduplicationId DesiredState DeadLetterConfig"
          + " MaximumRetryAttempts MaximumRecordAgeInSeconds OnPartialBatchItemFailure"
          + " ParallelizationFactor StartingPosition RedrivePolicy RedriveAllowPolicy"
          + " KmsMasterKeyId KmsKeyId KmsKeyArn KmsKeyIdentifier SqsManagedSseEnabled FifoQueue"
          + " FifoTopic ContentBasedDeduplication RawMessageDelivery RetentionInDays RetentionDays"
          + " MemorySize TenancyConfig TenantIsolationMode MetricName ComparisonOperator"
          + " DatapointsToAlarm EvaluationPeriods RetryPolicy MaximumEventAgeInSeconds FilterPolicy"
          + " FilterPolicyScope EventPattern EventBusName ScheduleExpression RoleArn TargetArn"
          + " SourceArn TopicArn FunctionName LoggingConfiguration TreatMissingData DelaySeconds"
          + " ManagedPolicyArns PermissionsBoundary EventSourceArn";

  private static final Map<String, String> WORDS = words();
  private static final Map<String, String> TYPES = types();

  private TerraformWords() {}

  private static Map<String, String> words() {
    Map<String, String> words = new HashMap<>();
    for (String name : SAME.split(" ")) {
      words.put(name, snake(name));
    }
    for (String name : NAMES) {
      int equals = name.indexOf('=');
      words.put(name.substring(0, equals), name.substring(equals + 1));
    }
    return words;
  }

  private static Map<String, String> types() {
    Map<String, String> types = new HashMap<>();
    ResourceForms.all().forEach((type, form) -> types.putIfAbsent(form.type(), type));
    return types;
  }

  private static String snake(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /**
   * {@return a message in which types, properties and references are written as in Terraform}
   *
   * @param message one sentence or more
   */
  public static String of(String message) {
    String text = replaced(ATTRIBUTE, message, m -> attribute(m.group(1), m.group(2)));
    text =
        replaced(PART, text, m -> '"' + part(m.group(1) == null ? m.group(2) : m.group(1)) + '"');
    text = text.replace("!Ref AWS::AccountId", "data.aws_caller_identity.current.account_id");
    text = replaced(REFERENCE, text, m -> reference(m.group(1)));
    text = replaced(TYPE, text, m -> TYPES.getOrDefault(m.group(), m.group()));
    text = replaced(POLICY, text, TerraformWords::element);
    text = replaced(PROPERTY, text, TerraformWords::property);
    text = replaced(SINGLE, text, m -> single(m));
    text = BLOCK.matcher(text).replaceAll("$1 {");
    text = replaced(CONSTANT, text, m -> '"' + m.group(1) + '"');
    return text.replaceFirst("write (it|them) as a mapping", "write $1 as a block");
  }

  /**
   * {@return the type of Terraform, for a resource of Terraform; the type as it is for any other}
   *
   * @param resource the address of a resource, or a logical id
   * @param type the type in CloudFormation
   */
  public static String type(String resource, String type) {
    return TerraformTemplate.isAddress(resource) ? TYPES.getOrDefault(type, type) : type;
  }

  private interface Replacement {
    String of(MatchResult found);
  }

  private static String replaced(Pattern pattern, String text, Replacement by) {
    return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(by.of(m)));
  }

  private static String attribute(String resource, String attribute) {
    String name =
        switch (attribute) {
          case "Arn" -> "arn";
          case "StreamArn" -> "stream_arn";
          case "KeyId" -> "key_id";
          default -> resource.contains("aws_lambda_function.") ? "function_name" : "name";
        };
    return address(resource) + "." + name;
  }

  /** An example in a message is not an address. */
  private static String address(String resource) {
    if (TerraformTemplate.isAddress(resource)) {
      return resource;
    }
    return switch (resource) {
      case "LogGroup" -> "aws_cloudwatch_log_group.NAME";
      case "DeadLetterQueue" -> "aws_sqs_queue.DEAD_LETTERS";
      case "Key" -> "aws_kms_key.NAME";
      case "Queue", "OrderQueue" -> "aws_sqs_queue.NAME";
      default -> resource;
    };
  }

  private static String part(String text) {
    return replaced(INSERTED, text, m -> "${" + attribute(m.group(1), m.group(2)) + "}")
        .replace("${AWS::Partition}", "${data.aws_partition.current.partition}")
        .replace("${AWS::Region}", "${data.aws_region.current.region}")
        .replace("${AWS::AccountId}", "${data.aws_caller_identity.current.account_id}");
  }

  private static String reference(String resource) {
    boolean hasArn =
        resource.matches(".*\\baws_(sfn_\\w+|sns_\\w+|lambda_alias|iam_policy|kms_\\w+)\\..*");
    String attribute =
        resource.contains("aws_sqs_queue.")
            ? "url"
            : hasArn ? "arn" : resource.contains("aws_s3_bucket.") ? "bucket" : "name";
    return TerraformTemplate.isAddress(resource) ? resource + "." + attribute : resource;
  }

  private static String element(MatchResult found) {
    String name = found.group(1);
    return (name.contains(":") ? '"' + name + '"' : name)
        + " = "
        + (found.group(2) == null ? "" : '"' + found.group(2) + '"');
  }

  private static String property(MatchResult found) {
    StringBuilder path = new StringBuilder();
    for (String name : found.group(1).split("\\.")) {
      String bare = name.replaceFirst("\\[.*", "");
      String word = WORDS.get(bare);
      boolean within = found.group(1).contains(".");
      if (word == null && !within) {
        return found.group();
      }
      path.append(path.isEmpty() ? "" : ".")
          .append(word == null ? snake(bare) : word)
          .append(name.substring(bare.length()));
    }
    return path + assigned(found.group(2));
  }

  private static String single(MatchResult found) {
    String word =
        found.group(1) != null
            ? found.group(1)
            : found.group(3) != null ? found.group(3) : found.group(4);
    return snake(word) + assigned(found.group(2));
  }

  private static String assigned(String colon) {
    return colon == null ? "" : " = ";
  }
}
