package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Removes possible secrets from properties: each becomes a parameter without a value. */
final class SecretProperties {
  private final Map<String, String> declared = new TreeMap<>();

  /** The same properties, with a parameter instead of each possible secret. */
  ObjectNode without(ObjectNode properties) {
    return without(properties, "");
  }

  private ObjectNode without(ObjectNode properties, String path) {
    ObjectNode open = Json.object();
    properties
        .properties()
        .forEach(e ->
            open.set(
                e.getKey(),
                value(e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey())));
    return open;
  }

  private JsonNode value(JsonNode value, String path) {
    return switch (value) {
      case ObjectNode object -> without(object, path);
      case ArrayNode array -> {
        ArrayNode items = Json.array();
        array.forEach(item -> items.add(value(item, path + "[" + items.size() + "]")));
        yield items;
      }
      default -> isHidden(path) ? Json.object().put("Ref", declare(path)) : value;
    };
  }

  private static boolean isHidden(String path) {
    return Leaves.isSecret(path) && !path.endsWith("].Name");
  }

  private String declare(String path) {
    String[] keys = path.split("\\.", -1);
    String tail = keys[Math.max(0, keys.length - 2)] + keys[keys.length - 1];
    String name = tail.replaceAll("[^A-Za-z0-9]", "");
    String other = declared.containsValue(name) ? name + declared.size() : name;
    declared.put(path, other);
    return other;
  }

  /** The paths of the values that became a parameter. */
  List<String> paths() {
    return List.copyOf(declared.keySet());
  }

  /** Declares the parameters. */
  void into(ObjectNode template) {
    declared
        .values()
        .forEach(name ->
            template
                .withObject("/Parameters")
                .putObject(name)
                .put("Type", "String")
                .put("NoEcho", true));
  }
}
