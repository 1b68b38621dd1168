package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.InputTemplate;
import io.github.standpipe.pipe.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Creates the target that a pipe names. */
record Targets(Endpoints endpoints) {
  private static final String PARAMETERS = "TargetParameters";

  /** The types whose input is computed, although what happens there is not. */
  private static final Set<String> OTHERS =
      Set.of(
          "AWS::ApiGateway::RestApi",
          "AWS::Batch::JobQueue",
          "AWS::ECS::Cluster",
          "AWS::Events::ApiDestination",
          "AWS::Inspector::AssessmentTemplate",
          "AWS::Kinesis::Stream",
          "AWS::KinesisFirehose::DeliveryStream",
          "AWS::Redshift::Cluster",
          "AWS::RedshiftServerless::Workgroup",
          "AWS::SNS::Topic",
          "AWS::SageMaker::Pipeline",
          "AWS::Timestream::Table");

  Target target() {
    Endpoint target = endpoints.required("Target");
    try {
      return of(target);
    } catch (Fault e) {
      boolean isPlaced = String.valueOf(e.getMessage()).contains(target.place().file());
      throw isPlaced ? e : e.at(target.place().where() + ": " + pipe().subject());
    }
  }

  private Target of(Endpoint target) {
    return switch (type(target)) {
      case "states" ->
          new StateMachines(pipe(), target, endpoints.scope()).machine(template(false));
      case "lambda" -> new Target.OfFunction(target.arn(), invocation(), template(false));
      case "sqs" ->
          new Target.OfQueue(
              target.arn(),
              texts("SqsQueueParameters", "MessageGroupId", "MessageDeduplicationId"),
              template(true));
      case "bus" ->
          new Target.OfBus(
              target.arn(),
              texts("EventBridgeEventBusParameters", "Source", "DetailType", "Time", "EndpointId"),
              resources(),
              template(true));
      case "logs" ->
          new Target.OfLogGroup(
              target.arn(),
              texts("CloudWatchLogsParameters", "LogStreamName", "Timestamp"),
              template(true));
      default -> other(target);
    };
  }

  private static String type(Endpoint target) {
    if (target.resource().filter(Resource::isStateMachine).isPresent()) {
      return "states";
    }
    if (target.resource().filter(Resource::isFunction).isPresent()) {
      return "lambda";
    }
    return switch (target.part().type()) {
      case "AWS::StepFunctions::StateMachine" -> "states";
      case "AWS::Lambda::Function" -> "lambda";
      case "AWS::SQS::Queue" -> "sqs";
      case "AWS::Events::EventBus" -> "bus";
      case "AWS::Logs::LogGroup" -> "logs";
      default -> "";
    };
  }

  private Target other(Endpoint target) {
    String type = target.part().type();
    if (!OTHERS.contains(type)) {
      throw target.unsupported(
          endpoints.pipe().logicalId(),
          "sends to",
          "what Pipes can send to is supported as target");
    }
    return Target.OfOther.of(target.arn(), type, sent(type), template(true));
  }

  private Map<String, String> sent(String type) {
    return switch (type) {
      case "AWS::Kinesis::Stream" -> texts("KinesisStreamParameters", "PartitionKey");
      case "AWS::Events::ApiDestination", "AWS::ApiGateway::RestApi" -> http();
      default -> Map.of();
    };
  }

  /** What stands in the URL and the headers of a request. */
  private Map<String, String> http() {
    Properties there = parameters().child("HttpParameters");
    Map<String, String> texts = new TreeMap<>();
    for (String group : List.of("HeaderParameters", "QueryStringParameters")) {
      Properties named = there.child(group);
      for (String name : named.mapping().entries().keySet()) {
        named.text(name).ifPresent(text -> texts.put(group + "." + name, text));
      }
    }
    int number = 0;
    for (Value one : there.list("PathParameterValues")) {
      number++;
      texts.put(
          "PathParameterValues." + number,
          endpoints.scope().requiredText(one, there.subject() + "'s PathParameterValues"));
    }
    return texts;
  }

  private Target.InvocationType invocation() {
    return StateMachines.oneOf(
        parameters().child("LambdaFunctionParameters"),
        "InvocationType",
        Target.InvocationType.REQUEST_RESPONSE,
        Target.InvocationType.values());
  }

  private Map<String, String> texts(String below, String... names) {
    Properties there = parameters().child(below);
    Map<String, String> texts = new TreeMap<>();
    for (String name : names) {
      there.text(name).filter(text -> !text.isEmpty()).ifPresent(text -> texts.put(name, text));
    }
    return texts;
  }

  private List<String> resources() {
    Properties there = parameters().child("EventBridgeEventBusParameters");
    List<String> resources = new ArrayList<>();
    for (Value one : there.list("Resources")) {
      resources.add(endpoints.scope().requiredText(one, there.subject() + "'s Resources"));
    }
    return resources;
  }

  private @Nullable InputTemplate template(boolean takesText) {
    return InputTemplates.of(pipe(), PARAMETERS, "target input template", takesText);
  }

  private Properties parameters() {
    return pipe().child(PARAMETERS);
  }

  private Properties pipe() {
    return endpoints.pipe().properties();
  }

  /** The queue that it sends to; empty for another target. */
  Optional<Queue> queue() {
    Endpoint target = endpoints.required("Target");
    if (target.isOutside("sqs")) {
      return Optional.of(QueueResolver.outside(target.arn()));
    }
    return target
        .resource()
        .filter(Resource::isQueue)
        .map(new QueueResolver(endpoints.scope())::of);
  }

  /** The function that it calls; empty for another target, and for one outside the template. */
  Optional<LambdaFunction> function() {
    return endpoints
        .required("Target")
        .resource()
        .filter(Resource::isFunction)
        .map(new LambdaFunctions(endpoints.scope())::of);
  }
}
