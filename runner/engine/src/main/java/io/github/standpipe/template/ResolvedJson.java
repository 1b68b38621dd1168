package io.github.standpipe.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.List;

/** A value of a template as JSON, with each intrinsic resolved. */
record ResolvedJson(Scope scope) {

  JsonNode node(Value value) {
    return switch (scope.resolve(value).orElse(new Value.Nothing(value.at()))) {
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

  /** A value that resolves to {@code AWS::NoValue} is left out. */
  private boolean isValue(Value value) {
    return scope.resolve(value).isPresent();
  }
}
