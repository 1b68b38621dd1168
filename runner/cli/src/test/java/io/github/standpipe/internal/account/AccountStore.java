package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The resources of a template with every reference replaced, by naive rules of its own. */
final class AccountStore {
  static final String REGION = "eu-west-1";
  static final String ACCOUNT = "111122223333";

  /**
   * @param id its logical id in the template
   */
  record Held(String id, String type, String arn, ObjectNode properties) {
    String text(String property) {
      return properties.path(property).asText("");
    }
  }

  private final Map<String, Held> all = new LinkedHashMap<>();
  private final ObjectNode resources;
  final Map<String, String> states = new LinkedHashMap<>();
  private final Set<String> gone = new java.util.HashSet<>();

  AccountStore(ObjectNode template) {
    this.resources = (ObjectNode) template.path("Resources");
    resources
        .properties()
        .forEach(one -> {
          ObjectNode properties =
              one.getValue().path("Properties") instanceof ObjectNode object
                  ? (ObjectNode) resolved(object)
                  : Json.object();
          String type = one.getValue().path("Type").asText();
          all.put(one.getKey(), new Held(one.getKey(), type, arn(one.getKey()), properties));
        });
  }

  /** Deletes a resource behind the back of what names it. */
  AccountStore without(String id) {
    gone.add(id);
    return this;
  }

  Stream<Held> of(String type) {
    return all.values().stream().filter(one -> one.type().equals(type) && !gone.contains(one.id()));
  }

  /** A resource of a type by one of its properties. */
  java.util.Optional<Held> find(String type, String property, String value) {
    return of(type).filter(one -> one.text(property).equals(value)).findFirst();
  }

  /** The ARN of a resource, or of what a policy belongs to. */
  String arn(String id) {
    JsonNode resource = resources.path(id);
    JsonNode own = resource.path("Properties");
    return switch (resource.path("Type").asText()) {
      case "AWS::Pipes::Pipe" -> local("pipes", "pipe/" + name(own, "Name"));
      case "AWS::SQS::Queue" -> local("sqs", name(own, "QueueName"));
      case "AWS::Lambda::Function" -> local("lambda", "function:" + name(own, "FunctionName"));
      case "AWS::Lambda::Alias" ->
          local("lambda", "function:")
              + last(resolved(own.path("FunctionName")).asText())
              + ":"
              + name(own, "Name");
      case "AWS::StepFunctions::StateMachine" ->
          local("states", "stateMachine:" + name(own, "StateMachineName"));
      case "AWS::IAM::Role" ->
          "arn:aws:iam::"
              + ACCOUNT
              + ":role"
              + own.path("Path").asText("/")
              + name(own, "RoleName");
      case "AWS::IAM::ManagedPolicy" ->
          "arn:aws:iam::" + ACCOUNT + ":policy/" + name(own, "ManagedPolicyName");
      case "AWS::SNS::Topic" -> local("sns", name(own, "TopicName"));
      case "AWS::SNS::Subscription" ->
          resolved(own.path("TopicArn")).asText()
              + ":"
              + "0-"
              + id.toLowerCase(java.util.Locale.ROOT);
      case "AWS::Events::EventBus" -> local("events", "event-bus/" + name(own, "Name"));
      case "AWS::Events::Rule" -> {
        String bus = resolved(own.path("EventBusName")).asText("");
        boolean isDefault = bus.isEmpty() || bus.equals("default");
        yield local(
            "events",
            "rule/"
                + (isDefault ? "" : bus.replaceFirst("^.*:event-bus/", "") + "/")
                + name(own, "Name"));
      }
      case "AWS::EventsV2::EventBus" ->
          local("events", "event-busv2/" + name(own, "Name") + "/standpipe0000000000000000");
      case "AWS::EventsV2::Subscriber" ->
          local("events", "subscriber/" + name(own, "Name") + "/standpipe0000000000000000");
      case "AWS::Scheduler::Schedule" ->
          local(
              "scheduler",
              "schedule/" + own.path("GroupName").asText("default") + "/" + name(own, "Name"));
      case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name(own, "BucketName");
      case "AWS::Logs::LogGroup" -> local("logs", "log-group:" + name(own, "LogGroupName"));
      case "AWS::KMS::Key" -> local("kms", "key/" + id);
      case "AWS::CloudWatch::Alarm" -> local("cloudwatch", "alarm:" + name(own, "AlarmName"));
      default -> "";
    };
  }

  private static String name(JsonNode properties, String name) {
    String value = properties.path(name).asText("");
    if (value.isEmpty()) {
      throw new IllegalStateException("no " + name + " in " + properties);
    }
    return value;
  }

  static String local(String service, String end) {
    return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + end;
  }

  static String last(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  static String url(String queue) {
    return "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/" + queue;
  }

  private JsonNode resolved(JsonNode value) {
    if (value.isArray()) {
      ArrayNode items = Json.array();
      value.forEach(item -> items.add(resolved(item)));
      return items;
    }
    if (!value.isObject()) {
      return value;
    }
    if (value.has("Ref")) {
      return TextNode.valueOf(ref(value.get("Ref").asText()));
    }
    if (value.has("Fn::GetAtt")) {
      return TextNode.valueOf(attribute(value.get("Fn::GetAtt")));
    }
    ObjectNode object = Json.object();
    value.properties().forEach(one -> object.set(one.getKey(), resolved(one.getValue())));
    return object;
  }

  private String ref(String id) {
    return switch (id) {
      case "AWS::AccountId" -> ACCOUNT;
      case "AWS::Region" -> REGION;
      default -> {
        String arn = arn(id);
        String type = resources.path(id).path("Type").asText();
        yield switch (type) {
          case "AWS::SQS::Queue" -> url(last(arn));
          case "AWS::SNS::Topic",
              "AWS::StepFunctions::StateMachine",
              "AWS::EventsV2::EventBus",
              "AWS::IAM::ManagedPolicy",
              "AWS::Lambda::Alias" ->
              arn;
          case "AWS::KMS::Key" -> id;
          case "AWS::Events::EventBus" -> arn.replaceFirst("^.*:event-bus/", "");
          case "AWS::Logs::LogGroup" -> arn.replaceFirst("^.*:log-group:", "");
          default -> last(arn).replaceFirst("^.*/", "");
        };
      }
    };
  }

  private String attribute(JsonNode call) {
    String id = call.get(0).asText();
    return switch (call.get(1).asText()) {
      case "QueueName" -> last(arn(id));
      case "Arn" ->
          resources.path(id).path("Type").asText().equals("AWS::Logs::LogGroup")
              ? arn(id) + ":*"
              : arn(id);
      default -> arn(id);
    };
  }
}
