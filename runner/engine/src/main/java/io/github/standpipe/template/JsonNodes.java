package io.github.standpipe.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.util.List;

/** A part of a template as JSON, unresolved: intrinsics by their long names. */
final class JsonNodes {
  private JsonNodes() {}

  static JsonNode written(Value value) {
    return switch (value) {
      case Value.Scalar scalar -> scalar(scalar);
      case Value.Nothing nothing -> NullNode.getInstance();
      case Value.Call(String function, Value argument, Place at) ->
          Json.object().set(function, written(argument));
      case Value.Sequence(List<Value> items, Place at) ->
          Json.array().addAll(items.stream().map(JsonNodes::written).toList());
      case Value.Mapping mapping -> object(mapping);
    };
  }

  private static ObjectNode object(Value.Mapping mapping) {
    ObjectNode object = Json.object();
    mapping.entries().forEach((key, entry) -> object.set(key, written(entry.value())));
    return object;
  }

  /** A number or boolean if JSON writes it without quotes, otherwise a string. */
  static JsonNode scalar(Value.Scalar scalar) {
    if (!scalar.literal()) {
      return new TextNode(scalar.text());
    }
    try {
      return Json.parse(scalar.text());
    } catch (JsonProcessingException e) {
      return new TextNode(scalar.text()); // a number with too many digits
    }
  }
}
