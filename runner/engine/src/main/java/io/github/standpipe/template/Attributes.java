package io.github.standpipe.template;

import io.github.standpipe.json.Fault;
import java.util.Optional;

/** What {@code Ref} and {@code Fn::GetAtt} return for a resource locally, without a deployment. */
record Attributes(Resource resource, Scope scope) {

  /** The name in the template, or the logical id if CloudFormation generates the name. */
  String name() {
    String property = kind().name();
    Optional<String> given = property.isEmpty() ? Optional.empty() : written(property);
    return given.orElseGet(this::ownName);
  }

  private Optional<String> written(String property) {
    try {
      return resource.properties().text(property);
    } catch (Fault e) {
      if (scope.standsInForNames()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private String ownName() {
    boolean fifo = resource.isQueue() && resource.properties().flag("FifoQueue");
    return Namespace.generatedName(resource.logicalId()) + (fifo ? ".fifo" : "");
  }

  /** The property that names it, as it is written; an alias or a version has no separate name. */
  Optional<Value> givenName() {
    String property = kind().name();
    return property.isEmpty() || qualifies()
        ? Optional.empty()
        : resource.properties().mapping().get(property);
  }

  boolean refIsArn() {
    return kind().refIsArn() || qualifies();
  }

  String ref() {
    return overridden("Ref")
        .orElseGet(() -> resource.isQueue() ? url() : refIsArn() ? arn() : name());
  }

  /** The value given for an attribute, as in its deployment. */
  private Optional<String> overridden(String attribute) {
    return scope.outsideValue(resource.logicalId() + "." + attribute);
  }

  /** The ARN that was given for it, or its local one. */
  String arn() {
    return overridden("Arn").orElseGet(this::ownArn);
  }

  private String ownArn() {
    if (qualifies()) {
      return qualified();
    }
    Pseudo pseudo = pseudo();
    String end = kind().resource().replace("*", path() + name());
    return switch (kind().service()) {
      case "s3" -> pseudo.arn("s3", "", "", end);
      case "iam" -> pseudo.arn("iam", "", pseudo.value("AWS::AccountId"), end);
      default -> pseudo.arn(kind().service(), end);
    };
  }

  /** The prefix of the name of a role, a user or a policy with a path: {@code app/}. */
  private String path() {
    return kind().service().equals("iam")
        ? resource.properties().text("Path").orElse("/").replaceFirst("^/", "")
        : "";
  }

  /** Whether it is only an alias or a version of another resource. */
  boolean qualifies() {
    return switch (resource.type()) {
      case "AWS::Lambda::Alias",
          "AWS::Lambda::Version",
          "AWS::StepFunctions::StateMachineAlias",
          "AWS::StepFunctions::StateMachineVersion" ->
          true;
      default -> false;
    };
  }

  private String qualified() {
    Properties own = resource.properties();
    return switch (resource.type()) {
      case "AWS::Lambda::Alias" -> functionArn() + ":" + own.requiredText("Name");
      case "AWS::Lambda::Version" -> functionArn() + ":1";
      case "AWS::StepFunctions::StateMachineVersion" -> own.requiredText("StateMachineArn") + ":1";
      default -> routed() + ":" + own.text("Name").orElse(resource.logicalId());
    };
  }

  private String functionArn() {
    String function = resource.properties().requiredText("FunctionName");
    return function.startsWith("arn:") ? function : pseudo().arn("lambda", "function:" + function);
  }

  /** The ARN of the machine behind the first version that an alias routes to. */
  private String routed() {
    Properties own = resource.properties();
    return own.list("RoutingConfiguration").stream()
        .map(route -> own.child("RoutingConfiguration", route))
        .map(route -> route.requiredText("StateMachineVersionArn").replaceAll(":\\d+$", ""))
        .findFirst()
        .orElseThrow(
            () -> resource.at().fault(resource.logicalId() + " has no RoutingConfiguration"));
  }

  String attribute(String attribute, Place at) {
    return overridden(attribute).orElseGet(() -> known(attribute, at));
  }

  private String known(String attribute, Place at) {
    if (answersItself()) {
      return unknown(attribute, at);
    }
    if (attribute.equals(kind().name())) {
      return name();
    }
    return switch (attribute) {
      case "Arn",
          "TopicArn",
          "AliasArn",
          "LayerVersionArn",
          "JobQueueArn",
          "EventBusArn",
          "SubscriberArn",
          "EventSourceArn",
          "StateMachineVersionArn" ->
          withEnd();
      case "BareArn" -> arn();
      case "FunctionArn" -> qualifies() ? arn() : unknown(attribute, at);
      case "Name" -> kind().name().isEmpty() ? unknown(attribute, at) : name();
      default -> particular(attribute, at);
    };
  }

  /** Whether code or another template determines its attributes. */
  private boolean answersItself() {
    return switch (resource.type()) {
      case "AWS::CloudFormation::CustomResource", "AWS::CloudFormation::Stack" -> true;
      default -> resource.type().startsWith("Custom::");
    };
  }

  private String withEnd() {
    return resource.type().equals("AWS::Logs::LogGroup") ? arn() + ":*" : arn();
  }

  private String particular(String attribute, Place at) {
    return switch (resource.type() + "." + attribute) {
      case "AWS::SQS::Queue.QueueUrl" -> url();
      case "AWS::DynamoDB::Table.StreamArn", "AWS::DynamoDB::GlobalTable.StreamArn" ->
          arn() + "/stream/2026-01-01T00:00:00.000";
      case "AWS::S3::Bucket.DomainName" -> name() + ".s3." + pseudo().value("AWS::URLSuffix");
      case "AWS::SSM::Parameter.Value" -> resource.properties().requiredText("Value");
      case "AWS::SSM::Parameter.Type" -> resource.properties().requiredText("Type");
      case "AWS::Lambda::Version.Version" -> "1";
      case "AWS::KMS::Key.KeyId" -> name();
      case "AWS::SecretsManager::Secret.Id" -> arn();
      default -> unknown(attribute, at);
    };
  }

  private String unknown(String attribute, Place at) {
    String name = resource.logicalId() + "." + attribute;
    return scope
        .outsideValue(name)
        .orElseThrow(() ->
            at.fault(
                "Fn::GetAtt asks %s %s for %s, which is unknown; pass --parameter %s=value"
                    .formatted(resource.type(), resource.logicalId(), attribute, name)));
  }

  private String url() {
    Pseudo pseudo = pseudo();
    return "https://sqs.%s.%s/%s/%s"
        .formatted(
            pseudo.value("AWS::Region"),
            pseudo.value("AWS::URLSuffix"),
            pseudo.value("AWS::AccountId"),
            name());
  }

  private Pseudo pseudo() {
    return scope.parameters().pseudo();
  }

  private ResourceKind kind() {
    return ResourceKind.of(resource.type());
  }
}
