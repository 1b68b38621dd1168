package io.github.standpipe.internal.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.stream.Collectors;

/** A value as YAML of a CloudFormation template: mappings in blocks, intrinsics on one line. */
final class ResourceYaml {
  private final StringBuilder yaml = new StringBuilder();

  /** A mapping, two blanks in. */
  static String of(JsonNode mapping) {
    ResourceYaml text = new ResourceYaml();
    text.mapping(mapping, "  ");
    return text.yaml.toString();
  }

  private void mapping(JsonNode mapping, String indent) {
    for (var field : mapping.properties()) {
      yaml.append(indent).append(field.getKey()).append(':');
      value(field.getValue(), indent);
    }
  }

  private void value(JsonNode value, String indent) {
    if (value.isObject() && !value.isEmpty() && !isIntrinsic(value)) {
      yaml.append('\n');
      mapping(value, indent + "  ");
    } else if (value.isArray() && !value.isEmpty()) {
      yaml.append('\n');
      value.forEach(item -> yaml.append(indent).append("  - ").append(flow(item)).append('\n'));
    } else {
      yaml.append(' ').append(flow(value)).append('\n');
    }
  }

  private static boolean isIntrinsic(JsonNode value) {
    String key = value.fieldNames().next();
    return value.size() == 1 && (key.equals("Ref") || key.startsWith("Fn::"));
  }

  private static String flow(JsonNode value) {
    if (value.isTextual()) {
      return text(value);
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .map(ResourceYaml::flow)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (!value.isObject() || value.isEmpty()) {
      return Json.text(value);
    }
    return isIntrinsic(value) ? intrinsic(value) : flowMapping(value);
  }

  private static String flowMapping(JsonNode value) {
    return value.properties().stream()
        .map(field -> key(field.getKey()) + ": " + flow(field.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String key(String key) {
    return key.matches("[A-Za-z][A-Za-z0-9_-]*") ? key : Json.text(Json.object().textNode(key));
  }

  /** In its short form if that stands on its own, else as the mapping that it is. */
  private static String intrinsic(JsonNode value) {
    String name = value.fieldNames().next();
    JsonNode of = value.elements().next();
    if (name.equals("Ref") && of.isTextual()) {
      return "!Ref " + text(of);
    }
    if (name.equals("Fn::GetAtt")) {
      boolean isPair = of.isArray() && of.valueStream().allMatch(JsonNode::isTextual);
      return isPair || of.isTextual()
          ? "!GetAtt "
              + (isPair
                  ? of.valueStream().map(JsonNode::asText).collect(Collectors.joining("."))
                  : of.asText())
          : flowMapping(value);
    }
    return name.equals("Fn::Sub") && of.isTextual() ? "!Sub " + text(of) : flowMapping(value);
  }

  /** Without quotes if YAML takes it for nothing else than a text. */
  private static String text(JsonNode value) {
    String text = value.asText();
    return text.matches("[A-Za-z][A-Za-z0-9_-]*([:.]+[A-Za-z0-9_-]+)*")
            && !text.matches("(?i)y|n|yes|no|on|off|true|false|null")
        ? text
        : text.contains("\"") && text.matches("[^\\p{Cntrl}]*")
            ? "'" + text.replace("'", "''") + "'"
            : Json.text(value);
  }
}
