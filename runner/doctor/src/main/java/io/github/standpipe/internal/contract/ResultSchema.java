package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.List;

/**
 * The schema of a result. No key is required: JSLT leaves out what is null or empty.
 *
 * @param keepsNulls whether the value is rendered by a template, which leaves nothing out
 */
record ResultSchema(boolean keepsNulls) {

  ObjectNode of(FollowedValue value) {
    return switch (value) {
      case FollowedValue.EventPart part ->
          Json.object().put("description", "the event's " + name(part.steps()));
      case FollowedValue.Built built -> object(built);
      case FollowedValue.BuiltList(List<FollowedValue> items) -> {
        ObjectNode list = Json.object().put("type", "array");
        if (items.size() == 1 && !of(items.getFirst()).isEmpty()) {
          list.set("items", of(items.getFirst()));
        }
        yield list;
      }
      case FollowedValue.Branches branches -> either(of(branches.then()), of(branches.other()));
      case FollowedValue.Fixed(JsonNode fixed) -> fixed(fixed);
      case FollowedValue.Computed(String type) ->
          type.isEmpty() ? Json.object() : Json.object().put("type", type);
    };
  }

  private static String name(List<String> steps) {
    return steps.isEmpty() ? "whole content" : PathReading.path(steps);
  }

  /** A null is left out of the object that would hold it. */
  private ObjectNode fixed(JsonNode value) {
    ObjectNode schema = Json.object();
    schema.putArray("enum").add(value);
    return schema;
  }

  private static ObjectNode either(ObjectNode one, ObjectNode other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Json.object();
    }
    if (one.equals(other)) {
      return one;
    }
    ObjectNode either = Json.object();
    either.putArray("anyOf").add(one).add(other);
    return either;
  }

  private ObjectNode object(FollowedValue.Built built) {
    ObjectNode object = Json.object().put("type", "object");
    ObjectNode properties = Json.object();
    ArrayNode required = Json.array();
    built
        .keys()
        .forEach((key, value) -> {
          properties.set(key, of(value));
          if (keepsNulls || isAlwaysThere(value)) {
            required.add(key);
          }
        });
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    object.set("properties", properties);
    return built.rest().isEmpty() ? object.put("additionalProperties", false) : object;
  }

  private static boolean isAlwaysThere(FollowedValue value) {
    return value instanceof FollowedValue.Fixed(JsonNode fixed)
        && !fixed.isNull()
        && !(fixed.isContainerNode() && fixed.isEmpty());
  }
}
