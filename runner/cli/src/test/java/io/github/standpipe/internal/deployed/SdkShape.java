package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Checks JSON on the wire against the SDK's own model: the names and types of members. */
final class SdkShape {
  private SdkShape() {}

  /** The first fault; empty if there is none. */
  static Optional<String> fault(SdkPojo model, JsonNode json) {
    return pojo(model, json, "");
  }

  private static Optional<String> pojo(SdkPojo model, JsonNode json, String path) {
    if (!json.isObject()) {
      return Optional.of(path + " is not an object");
    }
    for (var entry : json.properties()) {
      String below = path + "/" + entry.getKey();
      Optional<SdkField<?>> field = member(model.sdkFields(), entry.getKey());
      if (field.isEmpty()) {
        return Optional.of(below + " is not a member of the model");
      }
      Optional<String> fault = value(field.get(), entry.getValue(), below);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<SdkField<?>> member(List<SdkField<?>> fields, String name) {
    return fields.stream()
        .filter(f -> f.location() == MarshallLocation.PAYLOAD && f.locationName().equals(name))
        .findFirst();
  }

  private static Optional<String> value(SdkField<?> field, JsonNode json, String path) {
    return switch (field.marshallingType().getTargetClass().getSimpleName()) {
      case "SdkPojo" -> pojo(field.constructor().get(), json, path);
      case "List" -> list(field, json, path);
      case "Map" -> map(field, json, path);
      case "String" -> unless(json.isTextual(), path, "text");
      case "Integer", "Long" -> unless(json.isIntegralNumber(), path, "whole number");
      case "Instant" -> unless(json.isNumber(), path, "number of seconds");
      case "Boolean" -> unless(json.isBoolean(), path, "boolean");
      default -> unless(json.isValueNode(), path, "value");
    };
  }

  private static Optional<String> list(SdkField<?> field, JsonNode json, String path) {
    SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
    Optional<String> fault = unless(json.isArray(), path, "array");
    for (int i = 0; i < json.size() && fault.isEmpty(); i++) {
      fault = value(member, json.get(i), path + "/" + i);
    }
    return fault;
  }

  private static Optional<String> map(SdkField<?> field, JsonNode json, String path) {
    SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
    return unless(json.isObject(), path, "object")
        .or(() ->
            json.properties().stream()
                .flatMap(e -> value(member, e.getValue(), path + "/" + e.getKey()).stream())
                .findFirst());
  }

  private static Optional<String> unless(boolean holds, String path, String what) {
    return holds ? Optional.empty() : Optional.of(path + " is not a " + what);
  }
}
