package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Converts JSON in the template's shape to and from the SDK's model, using the model's metadata.
 *
 * <p>The names are the same in both, except that a few of the API's begin with a lower-case letter.
 */
final class Model {
  /** The model does not have this member; holds its path. */
  private final Consumer<String> unknown;

  private Model(Consumer<String> unknown) {
    this.unknown = unknown;
  }

  /** The members of a model value that are set. */
  static ObjectNode json(SdkPojo pojo) {
    ObjectNode json = Json.object();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null && !isUnset(value)) {
        json.set(name(field), node(value));
      }
    }
    return json;
  }

  private static boolean isUnset(Object value) {
    return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case SdkPojo pojo -> json(pojo);
      case List<?> items -> {
        ArrayNode array = Json.array();
        items.forEach(item -> array.add(node(item)));
        yield array;
      }
      case Map<?, ?> entries -> {
        ObjectNode object = Json.object();
        entries.forEach((key, entry) -> object.set(String.valueOf(key), node(entry)));
        yield object;
      }
      case Integer number -> IntNode.valueOf(number);
      case Boolean flag -> BooleanNode.valueOf(flag);
      case Double number -> DoubleNode.valueOf(number);
      default -> TextNode.valueOf(String.valueOf(value));
    };
  }

  /** The same JSON in the model's form: numbers as numbers, names in its case. */
  static ObjectNode normal(JsonNode json, SdkPojo builder) {
    fill(
        builder,
        json,
        path -> {
          throw new Fault(path, "AWS does not have this property; check its name");
        });
    return json((SdkPojo) ((Buildable) builder).build());
  }

  /** Sets the members of the JSON; reports one that the model lacks by its path. */
  static <B extends SdkPojo> B fill(B builder, JsonNode json, Consumer<String> unknown) {
    new Model(unknown).fill(builder, json, "");
    return builder;
  }

  private void fill(SdkPojo builder, JsonNode json, String path) {
    for (var entry : json.properties()) {
      String below = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      Optional<SdkField<?>> field =
          builder.sdkFields().stream()
              .filter(f -> name(f).equals(upper(entry.getKey())))
              .findFirst();
      if (field.isEmpty()) {
        unknown.accept(below);
      } else {
        field.get().set(builder, value(field.get(), entry.getValue(), below));
      }
    }
  }

  private @Nullable Object value(SdkField<?> field, JsonNode json, String path) {
    return switch (field.marshallingType().getTargetClass().getSimpleName()) {
      case "SdkPojo" -> pojo(field, json, path);
      case "List" -> list(field, json, path);
      case "Map" -> map(field, json, path);
      case "Integer" -> whole(json, path);
      case "Boolean" -> flag(json, path);
      case "Instant" -> instant(json, path);
      default -> text(json, path);
    };
  }

  private Object pojo(SdkField<?> field, JsonNode json, String path) {
    require(json.isObject(), path, json, "a mapping");
    SdkPojo builder = field.constructor().get();
    fill(builder, json, path);
    return ((Buildable) builder).build();
  }

  private List<Object> list(SdkField<?> field, JsonNode json, String path) {
    require(json.isArray(), path, json, "a list");
    SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
    List<Object> items = new ArrayList<>();
    json.forEach(item -> items.add(value(member, item, path + "[" + items.size() + "]")));
    return items;
  }

  private Map<String, Object> map(SdkField<?> field, JsonNode json, String path) {
    require(json.isObject(), path, json, "a mapping");
    SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
    Map<String, Object> entries = new LinkedHashMap<>();
    json.properties()
        .forEach(
            e -> entries.put(e.getKey(), value(member, e.getValue(), path + "." + e.getKey())));
    return entries;
  }

  private static int whole(JsonNode json, String path) {
    require(json.asText().strip().matches("-?\\d{1,9}"), path, json, "a whole number");
    return Integer.parseInt(json.asText().strip());
  }

  private static boolean flag(JsonNode json, String path) {
    require(json.asText().matches("(?i)true|false"), path, json, "true or false");
    return Boolean.parseBoolean(json.asText());
  }

  private static Instant instant(JsonNode json, String path) {
    try {
      return Instant.parse(json.asText());
    } catch (DateTimeParseException e) {
      throw new Fault(path, "is not a time; write one such as 2026-01-01T00:00:00Z");
    }
  }

  private static String text(JsonNode json, String path) {
    require(json.isValueNode(), path, json, "a text");
    return json.asText();
  }

  private static void require(boolean holds, String path, JsonNode json, String what) {
    if (!holds) {
      throw new Fault(path, "is " + Json.kind(json) + "; write " + what);
    }
  }

  private static String name(SdkField<?> field) {
    return upper(field.locationName());
  }

  private static String upper(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
