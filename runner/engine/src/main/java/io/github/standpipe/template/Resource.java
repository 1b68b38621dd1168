package io.github.standpipe.template;

import java.util.Map;
import java.util.Optional;

/**
 * One entry of {@code Resources}.
 *
 * @param condition the name of the condition on which it exists
 * @param metadata with which the CDK records the place of an asset
 * @param dependsOn what must exist before it
 * @param at the place of its logical id
 */
record Resource(
    String logicalId,
    String type,
    Properties properties,
    Optional<Value> condition,
    Value.Mapping metadata,
    Optional<Value> dependsOn,
    Place at) {

  static Resource of(String logicalId, Value.Entry entry, Scope scope) {
    Place at = entry.at();
    if (logicalId.startsWith("Fn::")) {
      throw at.fault(logicalId + " is not supported; write its resources themselves");
    }
    if (!(entry.value() instanceof Value.Mapping body)
        || !(body.get("Type").orElse(null)
            instanceof Value.Scalar(String type, boolean literal, Place typeAt))) {
      throw at.fault(logicalId + " has no Type; add one, such as AWS::SQS::Queue");
    }
    return new Resource(
        logicalId,
        type,
        new Properties(logicalId, mapping(body, "Properties", logicalId), scope),
        body.get("Condition"),
        mapping(body, "Metadata", logicalId),
        body.get("DependsOn"),
        at);
  }

  private static Value.Mapping mapping(Value.Mapping body, String key, String logicalId) {
    return switch (body.get(key).orElse(new Value.Mapping(Map.of(), body.at()))) {
      case Value.Mapping mapping -> mapping;
      case Value.Call call when call.function().equals("Fn::Transform") ->
          new Value.Mapping(
              Map.of(call.function(), new Value.Entry(call.at(), call.argument())), call.at());
      case Value other ->
          throw body.place(key)
              .fault(key + " of " + logicalId + " is " + other.kind() + "; it must be a mapping");
    };
  }

  /** The construct of the CDK that it belongs to: {@code Stack/Orders/Pipe}. */
  Optional<String> construct() {
    return metadata("aws:cdk:path").map(path -> path.replaceFirst("/(Resource|Default)$", ""));
  }

  boolean isFunction() {
    return type.equals("AWS::Lambda::Function") || type.equals("AWS::Serverless::Function");
  }

  boolean isStateMachine() {
    return type.equals("AWS::StepFunctions::StateMachine")
        || type.equals("AWS::Serverless::StateMachine");
  }

  boolean isLayer() {
    return type.equals("AWS::Lambda::LayerVersion") || type.equals("AWS::Serverless::LayerVersion");
  }

  boolean isQueue() {
    return type.equals("AWS::SQS::Queue");
  }

  /** What the CDK writes under {@code Metadata}, such as {@code aws:asset:path}. */
  Optional<String> metadata(String key) {
    return metadata
        .get(key)
        .flatMap(v -> v instanceof Value.Scalar s ? Optional.of(s.text()) : Optional.empty());
  }
}
