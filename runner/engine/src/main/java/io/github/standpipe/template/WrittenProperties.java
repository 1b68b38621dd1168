package io.github.standpipe.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves the properties of a resource as far as possible, and records what remains open. */
final class WrittenProperties {
  private final Scope scope;
  private final Map<String, PipeProperties.Open> open = new LinkedHashMap<>();

  WrittenProperties(Scope scope) {
    this.scope = scope;
  }

  PipeProperties of(Value.Mapping properties) {
    return new PipeProperties(object(properties, ""), open);
  }

  private ObjectNode object(Value.Mapping mapping, String path) {
    ObjectNode object = Json.object();
    mapping
        .entries()
        .forEach((key, entry) -> {
          String below = path.isEmpty() ? key : path + "." + key;
          node(entry.value(), below).ifPresent(value -> object.set(key, value));
        });
    return object;
  }

  private ArrayNode array(List<Value> items, String path) {
    ArrayNode array = Json.array();
    items.forEach(item -> node(item, path + "[" + array.size() + "]").ifPresent(array::add));
    return array;
  }

  private Optional<JsonNode> node(Value value, String path) {
    try {
      return scope.resolve(value).map(found -> resolved(value, found, path));
    } catch (Fault e) {
      open.put(path, Provenance.unresolved(e));
      return Optional.empty();
    }
  }

  private JsonNode resolved(Value written, Value found, String path) {
    return switch (found) {
      case Value.Mapping mapping -> object(mapping, path);
      case Value.Sequence(List<Value> items, Place at) -> array(items, path);
      case Value.Scalar scalar -> {
        Provenance.of(written, scope).ifPresent(unknown -> open.put(path, unknown));
        yield JsonNodes.scalar(scalar);
      }
      case Value.Nothing nothing ->
          throw nothing.at().fault(path + " is null, which CloudFormation accepts nowhere");
      case Value.Call call -> throw new IllegalStateException("a call was resolved");
    };
  }
}
