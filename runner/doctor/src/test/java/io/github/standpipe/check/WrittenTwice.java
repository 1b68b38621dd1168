package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Resources that are written once for CloudFormation and once for Terraform. */
final class WrittenTwice {
  private static final String ARN = "arn:aws:%s:us-east-1:123456789012:%s";

  /** A reference: {@code arn}, {@code name} or {@code url} of a resource. */
  record To(String address, String attribute) {}

  /** A text around a reference. */
  record Around(String before, To to, String after) {}

  /** JSON that Terraform writes as a text. */
  record Encoded(Map<String, ?> value) {}

  /** Nested blocks; CloudFormation has no use for it. */
  record Blocks(List<Map<String, ?>> blocks) {}

  /**
   * A resource.
   *
   * @param nativeType its type in CloudFormation; empty if Terraform alone has it
   */
  record One(
      String type,
      String name,
      String nativeType,
      Map<String, ?> attributes,
      Map<String, ?> properties) {
    String address() {
      return type + "." + name;
    }
  }

  private final List<One> all = new ArrayList<>();

  void add(One one) {
    all.add(one);
  }

  static String logicalId(String address) {
    StringBuilder id = new StringBuilder();
    for (String part : address.split("[._]")) {
      id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }
    return id.toString();
  }

  Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    all.forEach(one -> addresses.put(logicalId(one.address()), one.address()));
    return addresses;
  }

  private One find(String address) {
    return all.stream().filter(one -> one.address().equals(address)).findFirst().orElseThrow();
  }

  String template() {
    ObjectNode resources = Json.object();
    for (One one : all) {
      if (!one.nativeType().isEmpty()) {
        ObjectNode body = resources.putObject(logicalId(one.address()));
        body.put("Type", one.nativeType());
        body.set("Properties", cloudFormation(one.properties()));
      }
    }
    ObjectNode root = Json.object();
    root.set("Resources", resources);
    return Json.text(root);
  }

  private JsonNode cloudFormation(Object value) {
    return switch (value) {
      case To to -> reference(to);
      case Around around -> {
        ArrayNode parts = Json.array().add(around.before());
        parts.add(reference(around.to())).add(around.after());
        yield Json.object().set("Fn::Join", Json.array().add("").add(parts));
      }
      case Encoded encoded -> cloudFormation(encoded.value());
      case Map<?, ?> map -> {
        ObjectNode object = Json.object();
        map.forEach((key, one) -> object.set(String.valueOf(key), cloudFormation(one)));
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = Json.array();
        list.forEach(one -> array.add(cloudFormation(one)));
        yield array;
      }
      case Integer number -> Json.array().add(number).get(0);
      case Boolean bool -> Json.array().add(bool).get(0);
      default -> Json.array().add(String.valueOf(value)).get(0);
    };
  }

  private JsonNode reference(To to) {
    String id = logicalId(to.address());
    String kind = find(to.address()).nativeType();
    return switch (to.attribute()) {
      case "url", "id" -> Json.object().put("Ref", id);
      case "name", "function_name" ->
          kind.equals("AWS::SQS::Queue")
              ? Json.object().set("Fn::GetAtt", Json.array().add(id).add("QueueName"))
              : Json.object().put("Ref", id);
      default -> arn(id, kind);
    };
  }

  private static JsonNode arn(String id, String kind) {
    return switch (kind) {
      case "AWS::StepFunctions::StateMachine",
          "AWS::SNS::Topic",
          "AWS::IAM::ManagedPolicy",
          "AWS::Lambda::Alias" ->
          Json.object().put("Ref", id);
      default -> Json.object().set("Fn::GetAtt", Json.array().add(id).add("Arn"));
    };
  }

  String state() {
    ArrayNode resources = Json.array();
    for (One one : all) {
      ObjectNode resource = resource(one);
      ObjectNode values = (ObjectNode) known(one.attributes());
      values.put("id", id(one));
      if (!values.has("arn")) {
        values.put("arn", arn(one));
      }
      if (one.type().equals("aws_sqs_queue")) {
        values.put("url", id(one)).put("policy", "").put("kms_key_arn", "");
      }
      resource.set("values", values);
      resource.putObject("sensitive_values");
      resources.add(resource);
    }
    ObjectNode root = Json.object().put("format_version", "1.0").put("terraform_version", "1.9.5");
    root.putObject("values").putObject("root_module").set("resources", resources);
    return Json.text(root);
  }

  private static ObjectNode resource(One one) {
    return Json.object()
        .put("address", one.address())
        .put("mode", "managed")
        .put("type", one.type())
        .put("name", one.name());
  }

  private JsonNode known(Object value) {
    return switch (value) {
      case To to -> Json.array().add(text(to)).get(0);
      case Around a -> Json.array().add(a.before() + text(a.to()) + a.after()).get(0);
      case Encoded encoded -> Json.array().add(Json.text(known(encoded.value()))).get(0);
      case Blocks blocks -> known(blocks.blocks());
      case Map<?, ?> map -> {
        ObjectNode object = Json.object();
        map.forEach((key, one) -> object.set(String.valueOf(key), known(one)));
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = Json.array();
        list.forEach(one -> array.add(known(one)));
        yield array;
      }
      default -> cloudFormation(value);
    };
  }

  private String text(To to) {
    One one = find(to.address());
    return switch (to.attribute()) {
      case "url", "id" -> id(one);
      case "name", "function_name" -> name(one);
      default -> arn(one);
    };
  }

  private static String name(One one) {
    for (String key : List.of("name", "function_name", "bucket", "alarm_name")) {
      if (one.attributes().get(key) instanceof String name) {
        return name;
      }
    }
    return one.name();
  }

  private static String id(One one) {
    return switch (one.type()) {
      case "aws_sqs_queue" -> "https://sqs.us-east-1.amazonaws.com/123456789012/" + name(one);
      case "aws_sns_topic", "aws_sfn_state_machine", "aws_iam_policy" -> arn(one);
      default -> name(one);
    };
  }

  private static String arn(One one) {
    String name = name(one);
    return switch (one.type()) {
      case "aws_sqs_queue" -> ARN.formatted("sqs", name);
      case "aws_sns_topic" -> ARN.formatted("sns", name);
      case "aws_lambda_function" -> ARN.formatted("lambda", "function:" + name);
      case "aws_lambda_alias" -> ARN.formatted("lambda", "function:enrich:" + name);
      case "aws_sfn_state_machine" -> ARN.formatted("states", "stateMachine:" + name);
      case "aws_cloudwatch_event_rule" -> ARN.formatted("events", "rule/" + name);
      case "aws_cloudwatch_log_group" -> ARN.formatted("logs", "log-group:" + name);
      case "aws_iam_role" -> "arn:aws:iam::123456789012:role/" + name;
      case "aws_iam_policy" -> "arn:aws:iam::123456789012:policy/" + name;
      default -> ARN.formatted("pipes", "pipe/" + name);
    };
  }

  /** The plan before the first apply, in which each reference is unknown. */
  String plan() {
    ArrayNode resources = Json.array();
    ArrayNode changes = Json.array();
    ArrayNode configured = Json.array();
    for (One one : all) {
      JsonNode marks = marks(one.attributes());
      ObjectNode unknown = marks.isObject() ? (ObjectNode) marks : Json.object();
      unknown.put("id", true);
      if (!one.attributes().containsKey("arn")) {
        unknown.put("arn", true);
      }
      ObjectNode resource = resource(one);
      resource.set("values", planned(one.attributes()));
      resources.add(resource);
      ObjectNode change = resource(one);
      ObjectNode what = change.putObject("change");
      what.putArray("actions").add("create");
      what.set("after_unknown", unknown);
      changes.add(change);
      configured.add(resource(one).<ObjectNode>set("expressions", expressions(one.attributes())));
    }
    ObjectNode root = Json.object().put("format_version", "1.2");
    root.putObject("planned_values").putObject("root_module").set("resources", resources);
    root.set("resource_changes", changes);
    root.putObject("configuration").putObject("root_module").set("resources", configured);
    return Json.text(root);
  }

  private static boolean isOpen(Object value) {
    return switch (value) {
      case To to -> true;
      case Around around -> true;
      case Encoded encoded -> isOpen(encoded.value());
      case Blocks blocks -> false;
      case Map<?, ?> map -> map.values().stream().anyMatch(WrittenTwice::isOpen);
      case List<?> list -> list.stream().anyMatch(WrittenTwice::isOpen);
      default -> false;
    };
  }

  private JsonNode marks(Object value) {
    return switch (value) {
      case To to -> Json.array().add(true).get(0);
      case Around around -> Json.array().add(true).get(0);
      case Encoded encoded -> Json.array().add(isOpen(encoded)).get(0);
      case Blocks blocks -> marks(blocks.blocks());
      case Map<?, ?> map -> {
        ObjectNode object = Json.object();
        map.forEach((key, one) -> {
          JsonNode below = marks(one);
          if (!below.isBoolean() || below.booleanValue()) {
            object.set(String.valueOf(key), below);
          }
        });
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = Json.array();
        list.forEach(one -> array.add(marks(one)));
        yield array;
      }
      default -> Json.array().add(false).get(0);
    };
  }

  private JsonNode planned(Object value) {
    return switch (value) {
      case Blocks blocks -> planned(blocks.blocks());
      case Encoded encoded when !isOpen(encoded) -> known(encoded);
      case Map<?, ?> map -> {
        ObjectNode object = Json.object();
        map.forEach((key, one) -> {
          boolean left = one instanceof To || one instanceof Around;
          if (!left && !(one instanceof Encoded e && isOpen(e))) {
            object.set(String.valueOf(key), planned(one));
          }
        });
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = Json.array();
        list.forEach(one -> array.add(one instanceof To ? Json.object().nullNode() : planned(one)));
        yield array;
      }
      default -> known(value);
    };
  }

  private JsonNode expressions(Map<String, ?> attributes) {
    ObjectNode object = Json.object();
    attributes.forEach((key, value) -> {
      if (value instanceof Blocks blocks) {
        ArrayNode array = object.putArray(key);
        blocks.blocks().forEach(block -> array.add(expressions(block)));
      } else {
        Set<String> references = new LinkedHashSet<>();
        references(value, references);
        ObjectNode expression = object.putObject(key);
        if (references.isEmpty()) {
          expression.set("constant_value", known(value));
        } else {
          ArrayNode array = expression.putArray("references");
          references.forEach(array::add);
        }
      }
    });
    return object;
  }

  private static void references(Object value, Set<String> found) {
    switch (value) {
      case To to -> {
        found.add(to.address() + "." + to.attribute());
        found.add(to.address());
      }
      case Around around -> references(around.to(), found);
      case Encoded encoded -> references(encoded.value(), found);
      case Map<?, ?> map -> map.values().forEach(one -> references(one, found));
      case List<?> list -> list.forEach(one -> references(one, found));
      default -> {}
    }
  }

  /** The configuration itself. */
  String files() {
    StringBuilder text = new StringBuilder();
    for (One one : all) {
      text.append("resource \"%s\" \"%s\" {\n".formatted(one.type(), one.name()));
      body(one.attributes(), text);
      text.append("}\n");
    }
    return text.toString();
  }

  private void body(Map<String, ?> attributes, StringBuilder text) {
    attributes.forEach((key, value) -> {
      if (value instanceof Blocks blocks) {
        for (Map<String, ?> block : blocks.blocks()) {
          text.append(key).append(" {\n");
          body(block, text);
          text.append("}\n");
        }
      } else {
        text.append("  ").append(key).append(" = ").append(expression(value)).append('\n');
      }
    });
  }

  private static String expression(Object value) {
    return switch (value) {
      case To to -> to.address() + "." + to.attribute();
      case Around a -> '"' + a.before() + "${" + expression(a.to()) + "}" + a.after() + '"';
      case Encoded encoded -> "jsonencode(" + expression(encoded.value()) + ")";
      case Map<?, ?> map -> {
        StringBuilder text = new StringBuilder("{\n");
        map.forEach((key, one) ->
            text.append('"').append(key).append("\" = ").append(expression(one)).append('\n'));
        yield text.append('}').toString();
      }
      case List<?> list ->
          list.stream().map(WrittenTwice::expression).collect(Collectors.joining(", ", "[", "]"));
      case String text -> Json.text(Json.array().add(text)).replaceFirst("^\\[(.*)]$", "$1");
      default -> String.valueOf(value);
    };
  }
}
