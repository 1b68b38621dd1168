package io.github.standpipe.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Json;
import java.util.List;

/** The intrinsics that the transform {@code AWS::LanguageExtensions} adds. */
record LanguageExtensions(Arguments arguments) {
  private static final String TRANSFORM = "AWS::LanguageExtensions";

  LanguageExtensions {
    if (!declared(arguments.scope().root().get("Transform").stream().toList())) {
      Value.Call call = arguments.call();
      throw call.at()
          .fault(call.function() + " needs " + TRANSFORM + "; add it to the template's Transform");
    }
  }

  private static boolean declared(List<Value> transforms) {
    return transforms.stream()
        .anyMatch(transform ->
            switch (transform) {
              case Value.Scalar scalar -> scalar.text().equals(TRANSFORM);
              case Value.Sequence(List<Value> items, Place at) -> declared(items);
              case Value other -> false;
            });
  }

  /** {@code Fn::Length}: how many items a list has. */
  String length() {
    return String.valueOf(arguments.items(arguments.call().argument()).size());
  }

  /** {@code Fn::ToJsonString}: a mapping or a list as JSON. */
  String json() {
    JsonNode json = node(arguments.call().argument());
    if (!json.isContainerNode()) {
      throw arguments.takes("a mapping or a list");
    }
    return Json.text(json);
  }

  private JsonNode node(Value value) {
    return switch (arguments.scope().resolve(value).orElse(new Value.Nothing(value.at()))) {
      case Value.Mapping mapping -> object(mapping);
      case Value.Sequence(List<Value> items, Place at) -> array(items);
      case Value.Scalar scalar -> JsonNodes.scalar(scalar);
      case Value.Nothing nothing -> NullNode.getInstance();
      case Value.Call call -> throw new IllegalStateException("a call was resolved");
    };
  }

  private ObjectNode object(Value.Mapping mapping) {
    ObjectNode object = Json.object();
    mapping
        .entries()
        .forEach((key, entry) -> {
          if (isValue(entry.value())) {
            object.set(key, node(entry.value()));
          }
        });
    return object;
  }

  private ArrayNode array(List<Value> items) {
    ArrayNode array = Json.array();
    items.stream().filter(this::isValue).forEach(item -> array.add(node(item)));
    return array;
  }

  /** What resolves to {@code AWS::NoValue} is left out. */
  private boolean isValue(Value value) {
    return arguments.scope().resolve(value).isPresent();
  }
}
