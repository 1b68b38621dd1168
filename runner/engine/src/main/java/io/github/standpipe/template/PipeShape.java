package io.github.standpipe.template;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The property tree of {@code AWS::Pipes::Pipe}. A key that is not in it is rejected: a filter at
 * the wrong level would pass everything.
 */
public final class PipeShape {
  private static final Map<String, Set<String>> KNOWN =
      Map.ofEntries(
          level(
              "",
              "Name",
              "Description",
              "DesiredState",
              "RoleArn",
              "Source",
              "SourceParameters",
              "Enrichment",
              "EnrichmentParameters",
              "Target",
              "TargetParameters",
              "LogConfiguration",
              "KmsKeyIdentifier",
              "Tags"),
          level(
              "SourceParameters",
              "FilterCriteria",
              "SqsQueueParameters",
              "KinesisStreamParameters",
              "DynamoDBStreamParameters",
              "ActiveMQBrokerParameters",
              "RabbitMQBrokerParameters",
              "ManagedStreamingKafkaParameters",
              "SelfManagedKafkaParameters"),
          level("SourceParameters.FilterCriteria", "Filters"),
          level("SourceParameters.FilterCriteria.Filters", "Pattern"),
          level(
              "SourceParameters.SqsQueueParameters", "BatchSize", "MaximumBatchingWindowInSeconds"),
          level("EnrichmentParameters", "InputTemplate", "HttpParameters"),
          level(
              "TargetParameters",
              "InputTemplate",
              "LambdaFunctionParameters",
              "StepFunctionStateMachineParameters",
              "KinesisStreamParameters",
              "EcsTaskParameters",
              "BatchJobParameters",
              "SqsQueueParameters",
              "HttpParameters",
              "RedshiftDataParameters",
              "SageMakerPipelineParameters",
              "EventBridgeEventBusParameters",
              "CloudWatchLogsParameters",
              "TimestreamParameters"),
          level("TargetParameters.StepFunctionStateMachineParameters", "InvocationType"),
          level("TargetParameters.LambdaFunctionParameters", "InvocationType"),
          level("TargetParameters.SqsQueueParameters", "MessageGroupId", "MessageDeduplicationId"),
          level(
              "TargetParameters.EventBridgeEventBusParameters",
              "DetailType",
              "EndpointId",
              "Resources",
              "Source",
              "Time"),
          level("TargetParameters.CloudWatchLogsParameters", "LogStreamName", "Timestamp"),
          level(
              "LogConfiguration",
              "Level",
              "IncludeExecutionData",
              "CloudwatchLogsLogDestination",
              "FirehoseLogDestination",
              "S3LogDestination"),
          level("LogConfiguration.CloudwatchLogsLogDestination", "LogGroupArn"));

  private static final String FILTERS = "SourceParameters.FilterCriteria.Filters";
  private static final String SQS = "SourceParameters.SqsQueueParameters";
  private static final String STEP_FUNCTION = "TargetParameters.StepFunctionStateMachineParameters";
  private static final Map<String, String> RIGHT =
      Map.ofEntries(
          Map.entry("Filter", FILTERS),
          Map.entry("Filters", FILTERS),
          Map.entry("FilterCriteria", FILTERS),
          Map.entry("FilterPattern", FILTERS + "[].Pattern"),
          Map.entry("Pattern", FILTERS + "[].Pattern"),
          Map.entry("SqsQueueParameters", SQS),
          Map.entry("SqsParameters", SQS),
          Map.entry("BatchSize", SQS + ".BatchSize"),
          Map.entry("MaximumBatchingWindowInSeconds", SQS + ".MaximumBatchingWindowInSeconds"),
          Map.entry("DeadLetterConfig", "RedrivePolicy of the queue"),
          Map.entry(
              "InputTemplate",
              "EnrichmentParameters.InputTemplate or TargetParameters.InputTemplate"),
          Map.entry("StepFunctionParameters", STEP_FUNCTION),
          Map.entry("StateMachineParameters", STEP_FUNCTION),
          Map.entry("StepFunctionsParameters", STEP_FUNCTION),
          Map.entry("StepFunctionStateMachineParameters", STEP_FUNCTION),
          Map.entry("InvocationType", STEP_FUNCTION + ".InvocationType"));

  private PipeShape() {}

  private static Map.Entry<String, Set<String>> level(String level, String... keys) {
    return Map.entry(level, Set.of(keys));
  }

  /**
   * {@return the levels of the property tree by their dotted paths, such as {@code
   * SourceParameters.FilterCriteria}; an empty path for the pipe's own properties}
   */
  public static Set<String> levels() {
    return KNOWN.keySet();
  }

  /**
   * {@return whether a level of the properties may have a key}
   *
   * @param level one of {@link #levels}; any other level has no keys
   * @param key the name of a property
   */
  public static boolean takes(String level, String key) {
    return KNOWN.getOrDefault(level, Set.of()).contains(key);
  }

  /**
   * {@return what to write instead of a key that a level does not accept, for a message: {@code
   * write ...} or {@code allowed are ...}}
   *
   * @param level one of {@link #levels}
   * @param key the name that is not accepted there
   */
  public static String fix(String level, String key) {
    return fix(key, KNOWN.getOrDefault(level, Set.of()));
  }

  /** Rejects each key that does not belong where it is. */
  static void check(Properties pipe) {
    check("", pipe);
    Properties source = pipe.child("SourceParameters");
    check("SourceParameters", source);
    Properties criteria = source.child("FilterCriteria");
    check("SourceParameters.FilterCriteria", criteria);
    criteria.list("Filters").forEach(filter -> check(FILTERS, criteria.child("Filters", filter)));
    check(SQS, source.child("SqsQueueParameters"));
    check("EnrichmentParameters", pipe.child("EnrichmentParameters"));
    Properties target = pipe.child("TargetParameters");
    check("TargetParameters", target);
    for (String key : target.mapping().entries().keySet()) {
      if (KNOWN.containsKey("TargetParameters." + key)) {
        check("TargetParameters." + key, target.child(key));
      }
    }
  }

  private static void check(String level, Properties there) {
    Set<String> known = KNOWN.getOrDefault(level, Set.of());
    for (String key : there.mapping().entries().keySet()) {
      if (key.startsWith("Fn::")) {
        throw there.unsupported(key);
      }
      if (!known.contains(key)) {
        String place = level.isEmpty() ? " has " : " has " + level + ".";
        throw there
            .at(key)
            .fault(there.subject() + place + key + ", which pipes do not have; " + fix(key, known));
      }
    }
  }

  private static String fix(String key, Set<String> known) {
    String right = RIGHT.get(key);
    if (right != null) {
      return "write " + right;
    }
    return known.stream()
        .filter(key::equalsIgnoreCase)
        .findFirst()
        .map(name -> "write " + name)
        .orElseGet(() -> "allowed are " + String.join(", ", new TreeSet<>(known)));
  }
}
