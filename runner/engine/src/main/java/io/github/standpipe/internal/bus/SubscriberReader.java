package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.Subscriber.StartingPoint;
import io.github.standpipe.json.Arn;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.Property;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a subscriber of a custom event bus. */
record SubscriberReader(Reading reading) implements ListenersByBus.Reader<Subscriber, CustomEvent> {
  private static final Map<String, Integer> MOST_IN_A_BATCH =
      Map.of(
          "sqs",
          10,
          "sns",
          10,
          "lambda",
          100,
          "states",
          100,
          "kinesis",
          500,
          "firehose",
          500,
          "event-bus",
          10,
          "event-busv2",
          100);

  @Override
  public String bus(FeederResource subscriber) {
    return reading
        .of(() -> subscriber.requiredText(subscriber.property("EventBusArn"), "EventBusArn"))
        .findFirst()
        .orElse(CustomFeeders.UNKNOWN_BUS);
  }

  @Override
  public Subscriber listener(FeederResource subscriber) {
    return subscriber(subscriber);
  }

  @Override
  public Decision decide(FeederResource subscriber, CustomEvent event) {
    return isRunning(subscriber)
        ? filter(subscriber).decide(event, subscriber.where())
        : new Decision.Off(CustomBus.STOPPED);
  }

  private static boolean isRunning(FeederResource subscriber) {
    return !subscriber.text("State").orElse("RUNNING").equals("STOPPED");
  }

  private Subscriber subscriber(FeederResource one) {
    Property invoke = one.property("InvokeConfiguration");
    String target = reading.target(one, invoke.get("TargetArn"), "TargetArn");
    checkBatch(one, target);
    Property retry = one.property("RetryPolicy");
    return new Subscriber(
        one.name(),
        one.arn(),
        bus(one),
        one.where(),
        isRunning(one),
        reading.optional(() -> one.text("Type"), Optional.empty()).orElse("").equals("FIFO"),
        filter(one),
        transformer(one, target),
        target,
        parameters(one, invoke, target),
        replay(one),
        new RetryPolicy(
            one.whole(retry.get("MaxRetryAttempts"), RetryPolicy.CUSTOM.attempts()),
            one.whole(retry.get("MaxEventAgeInSeconds"), RetryPolicy.CUSTOM.ageSeconds())),
        reading.optional(
            () ->
                one.text(
                    one.property("OnFailureConfiguration").get("Arn"),
                    "OnFailureConfiguration.Arn"),
            Optional.empty()),
        warnings(one));
  }

  private static List<Warning> warnings(FeederResource one) {
    Stream<Warning> defaults =
        Stream.of("Type", "State")
            .filter(key -> one.property(key).isAbsent())
            .map(key ->
                new Warning(
                    "V3",
                    one.where()
                        + ": has no "
                        + key
                        + ", whose default is not documented; write "
                        + (key.equals("Type") ? "UNORDERED" : "RUNNING")));
    return Stream.concat(one.undecided().stream(), defaults).toList();
  }

  /** The service, or the kind of a bus. */
  private static String kind(String target) {
    return Arn.parse(target)
        .filter(arn -> arn.service().equals("events"))
        .map(arn -> arn.resource().replaceFirst("/.*", ""))
        .orElseGet(() -> Arn.service(target));
  }

  private static void checkBatch(FeederResource one, String target) {
    int most = MOST_IN_A_BATCH.getOrDefault(kind(target), 1);
    int size = one.whole(one.property("BatchConfiguration").get("MaxBatchSize"), 1);
    if (size < 1 || size > most) {
      throw new Fault(
          one.where(), "MaxBatchSize is " + size + "; this target accepts 1 to " + most);
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
        switch (kind(target)) {
          case "event-busv2" -> "EventBusV2Parameters";
          case "event-bus" -> "no target parameters";
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
