package io.github.standpipe.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.bus.Subscriber.StartingPoint;
import io.github.standpipe.enrich.Arn;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the subscribers of custom event buses. */
record CustomFeeders(Template template) {
  private static final Map<String, Integer> MOST_IN_A_BATCH =
      Map.of("sqs", 10, "sns", 10, "lambda", 100, "states", 100, "kinesis", 500, "firehose", 500);

  /**
   * A bus as the template has it.
   *
   * @param sources the services whose events an event source brings, such as {@code aws.s3}
   */
  record BusSubscribers(int retentionDays, List<Subscriber> subscribers, List<String> sources) {}

  Map<String, BusSubscribers> buses() {
    Map<String, BusSubscribers> buses = new LinkedHashMap<>();
    for (FeederResource bus : declared("AWS::EventsV2::EventBus")) {
      int days = bus.whole(bus.property("StorageConfiguration").get("RetentionPeriodInDays"), 1);
      buses.put(bus.arn(), new BusSubscribers(days, new ArrayList<>(), new ArrayList<>()));
    }
    for (FeederResource one : declared("AWS::EventsV2::Subscriber")) {
      Subscriber subscriber = subscriber(one);
      bus(buses, subscriber.busArn()).subscribers().add(subscriber);
    }
    for (FeederResource source : declared("AWS::EventsV2::EventSource")) {
      Property service =
          source.property("Configuration").get("AwsServiceEventsConfiguration").get("AwsService");
      String bus = source.requiredText(source.property("EventBusArn"), "EventBusArn");
      source.text(service, "AwsService").ifPresent(bus(buses, bus).sources()::add);
    }
    return buses;
  }

  private static BusSubscribers bus(Map<String, BusSubscribers> buses, String arn) {
    return buses.computeIfAbsent(
        arn, a -> new BusSubscribers(1, new ArrayList<>(), new ArrayList<>()));
  }

  private List<FeederResource> declared(String type) {
    return template.declarations(type).stream().map(FeederResource::new).toList();
  }

  private static Subscriber subscriber(FeederResource one) {
    Property invoke = one.property("InvokeConfiguration");
    String target = one.requiredText(invoke.get("TargetArn"), "TargetArn");
    checkBatch(one, target);
    Property retry = one.property("RetryPolicy");
    return new Subscriber(
        one.name(),
        one.arn(),
        one.requiredText(one.property("EventBusArn"), "EventBusArn"),
        one.where(),
        !one.text("State").orElse("RUNNING").equals("STOPPED"),
        one.text("Type").orElse("UNORDERED").equals("FIFO"),
        filter(one),
        transformer(one, target),
        target,
        parameters(one, invoke, target),
        replay(one),
        new RetryPolicy(
            one.whole(retry.get("MaxRetryAttempts"), RetryPolicy.CUSTOM.attempts()),
            one.whole(retry.get("MaxEventAgeInSeconds"), RetryPolicy.CUSTOM.ageSeconds())),
        one.text(one.property("OnFailureConfiguration").get("Arn"), "OnFailureConfiguration.Arn"),
        warnings(one));
  }

  private static List<Warning> warnings(FeederResource one) {
    return Stream.of("Type", "State")
        .filter(key -> one.property(key).isAbsent())
        .map(key ->
            new Warning(
                "V3",
                one.where()
                    + ": has no "
                    + key
                    + ", whose default is not documented; write "
                    + (key.equals("Type") ? "UNORDERED" : "RUNNING")))
        .toList();
  }

  private static void checkBatch(FeederResource one, String target) {
    int most = MOST_IN_A_BATCH.getOrDefault(Arn.service(target), 500);
    int size = one.whole(one.property("BatchConfiguration").get("MaxBatchSize"), 1);
    if (size < 1 || size > most) {
      throw new Fault(one.where(), "MaxBatchSize is " + size + "; this target takes 1 to " + most);
    }
  }

  private static SubscriberFilter filter(FeederResource one) {
    Property configuration = one.property("FilterConfiguration");
    if (configuration.isAbsent()) {
      return SubscriberFilter.none();
    }
    List<SubscriberFilter.FilterText> filters =
        configuration.get("Filters").items().stream()
            .map(filter ->
                new SubscriberFilter.FilterText(
                    one.requiredText(filter.get("Scope"), "Scope"),
                    filter
                        .get("Pattern")
                        .text()
                        .or(() -> filter.get("Pattern").json().map(Json::text))
                        .orElseThrow(() -> new Fault(one.where(), "a filter has no Pattern"))))
            .toList();
    return SubscriberFilter.parse(filters, one.where());
  }

  private static SubscriberTransformer transformer(FeederResource one, String target) {
    Property transformer = one.property("Transformer");
    String type = one.text(transformer.get("Type"), "Transformer.Type").orElse("RAW");
    if (target.contains(":event-bus/") && !type.equals("RAW")) {
      throw new Fault(one.where(), "Transformer is " + type + "; a Classic bus takes RAW only");
    }
    return switch (type) {
      case "RAW" -> new SubscriberTransformer.Raw();
      case "WITH_METADATA" -> new SubscriberTransformer.WithMetadata();
      case "JSONATA" -> {
        String expression =
            one.requiredText(
                transformer.get("JsonataConfiguration").get("Expression"), "Expression");
        EventExpressions.check(expression, "Expression", one.where());
        yield new SubscriberTransformer.Expression(expression);
      }
      default ->
          throw new Fault(
              one.where(), "Transformer is '" + type + "'; write RAW, WITH_METADATA or JSONATA");
    };
  }

  /** A block of parameters must be that of the target. */
  private static TargetParameters parameters(FeederResource one, Property invoke, String target) {
    String expected =
        switch (Arn.service(target)) {
          case "sqs" -> "SqsParameters";
          case "sns" -> "SnsParameters";
          case "lambda" -> "LambdaParameters";
          case "states" -> "StepFunctionsParameters";
          default -> "";
        };
    for (String key : invoke.keys()) {
      if (key.endsWith("Parameters") && !expected.isEmpty() && !key.equals(expected)) {
        throw new Fault(
            one.where(), key + " is not supported for target ARN. Expected " + expected);
      }
    }
    Optional<JsonNode> written =
        expected.isEmpty() ? Optional.empty() : invoke.get(expected).json();
    return written
        .filter(ObjectNode.class::isInstance)
        .map(json -> TargetParameters.parse(json, one.where()))
        .orElseGet(() -> new TargetParameters(Json.object()));
  }

  private static Optional<StartingPoint> replay(FeederResource one) {
    if (!one.text("StartingPosition").orElse("LATEST").equals("POINT_IN_TIME")) {
      return Optional.empty();
    }
    Property point = one.property("PointInTimeConfiguration");
    String type = one.requiredText(point.get("PointType"), "PointType");
    return Optional.of(
        new StartingPoint(
            type.equals("HORIZON") ? Optional.empty() : instant(one, point, "StartingPoint"),
            instant(one, point, "EndPoint")));
  }

  /** Seconds since 1970, as CloudFormation has them. */
  private static Optional<Instant> instant(FeederResource one, Property point, String key) {
    return one.text(point.get(key), key)
        .map(text -> {
          if (!text.matches("\\d{1,12}")) {
            throw new Fault(
                one.where(), key + " is '" + text + "'; write whole seconds since 1970");
          }
          return Instant.ofEpochSecond(Long.parseLong(text));
        });
  }
}
