package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services at the ends of a pipe: by their ARNs, or else by their parameters. */
record Ends(Subject subject) {
  static final Map<String, String> SOURCES =
      Map.of(
          "SqsQueueParameters", "sqs",
          "DynamoDBStreamParameters", "dynamodb",
          "KinesisStreamParameters", "kinesis",
          "ActiveMQBrokerParameters", "mq",
          "RabbitMQBrokerParameters", "mq",
          "ManagedStreamingKafkaParameters", "kafka",
          "SelfManagedKafkaParameters", "self-managed-kafka");
  static final Map<String, String> TARGETS =
      Map.ofEntries(
          Map.entry("SqsQueueParameters", "sqs"),
          Map.entry("LambdaFunctionParameters", "lambda"),
          Map.entry("StepFunctionStateMachineParameters", "states"),
          Map.entry("KinesisStreamParameters", "kinesis"),
          Map.entry("EventBridgeEventBusParameters", "event-bus"),
          Map.entry("CloudWatchLogsParameters", "logs"),
          Map.entry("EcsTaskParameters", "ecs"),
          Map.entry("BatchJobParameters", "batch"),
          Map.entry("SageMakerPipelineParameters", "sagemaker"),
          Map.entry("RedshiftDataParameters", "redshift"),
          Map.entry("TimestreamParameters", "timestream"));

  /** What the pipe reads: {@code sqs}, {@code mq}, {@code self-managed-kafka}. */
  Optional<String> source() {
    boolean own = subject.at("Source").text().filter(t -> t.startsWith("smk://")).isPresent();
    return own
        ? Optional.of("self-managed-kafka")
        : resourceName("Source").or(() -> byParameters("SourceParameters", SOURCES));
  }

  /** The service that the source's ARN or resource names; empty for one that is not known. */
  Optional<String> namedSource() {
    Optional<String> named = resourceName("Source").or(() -> subject.queue().map(queue -> "sqs"));
    // the ARN of a cluster for Kafka has other names for the same service
    return named.filter(service -> List.of("sqs", "dynamodb", "kinesis").contains(service));
  }

  /** The service that the target's ARN or resource names; empty for one that is not known. */
  Optional<String> namedTarget() {
    return resourceName("Target")
        .or(() -> subject.machine().map(machine -> "states"))
        .filter(TARGETS::containsValue);
  }

  Optional<String> enrichment() {
    return resourceName("Enrichment");
  }

  /** What the pipe delivers to: {@code states}, {@code event-bus}, {@code api-destination}. */
  Optional<String> target() {
    return resourceName("Target").or(() -> byParameters("TargetParameters", TARGETS));
  }

  private Optional<String> resourceName(String property) {
    return subject
        .service(property)
        .map(service ->
            switch (service) {
              case "events" -> ofEvents(subject.at(property).text().orElse(""));
              case "redshift-serverless" -> "redshift";
              default -> service;
            })
        .or(() -> subject.declaration(property).flatMap(Ends::ofResource));
  }

  /**
   * The service of the named resource if its ARN is unknown, as for an alias that a parameter
   * names.
   */
  private static Optional<String> ofResource(Declaration resource) {
    return resource.isFunction()
        ? Optional.of("lambda")
        : resource.isStateMachine() ? Optional.of("states") : Optional.empty();
  }

  private static String ofEvents(String arn) {
    return arn.contains(":api-destination/") ? "api-destination" : "event-bus";
  }

  private Optional<String> byParameters(String property, Map<String, String> services) {
    Property parameters = subject.at(property);
    return parameters.keys().stream()
        .filter(services::containsKey)
        .filter(key -> !parameters.get(key).isAbsent())
        .map(services::get)
        .findFirst();
  }
}
