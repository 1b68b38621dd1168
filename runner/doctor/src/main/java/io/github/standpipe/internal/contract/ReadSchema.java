package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The schema of what is read: a path that is always read is required, unless the pipe asks whether
 * it is there.
 */
final class ReadSchema {
  private final Map<String, ReadSchema> below = new TreeMap<>();
  private final Set<String> types = new LinkedHashSet<>();
  private final Set<JsonNode> values = new LinkedHashSet<>();
  private final Set<String> conditions = new LinkedHashSet<>();
  private boolean isRequired;
  private boolean isAsked;

  private ReadSchema() {}

  static ObjectNode of(String pipe, List<PathReading> readings) {
    ReadSchema root = new ReadSchema();
    readings.forEach(root::add);
    ObjectNode schema =
        Json.object()
            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
            .put("title", "What " + pipe + " reads");
    return schema.setAll(root.json());
  }

  private void add(PathReading reading) {
    ReadSchema at = this;
    for (int i = 0; i < reading.steps().size(); i++) {
      at = at.below.computeIfAbsent(reading.steps().get(i), key -> new ReadSchema());
      List<String> conditions = conditions(reading, i);
      at.isRequired |= conditions.isEmpty();
      if (i == reading.steps().size() - 1) {
        at.conditions.add(String.join(", ", conditions));
      }
    }
    at.isAsked |= reading.use() == PathReading.Use.CONDITION;
    if (!reading.need().type().isEmpty()) {
      at.types.add(reading.need().type());
    }
    at.values.addAll(reading.need().values());
  }

  /** Below an array, that there is an item is not a condition of the item. */
  private static List<String> conditions(PathReading reading, int step) {
    boolean isInItem = reading.steps().subList(0, step + 1).contains(PathReading.EACH);
    List<String> conditions = new ArrayList<>(reading.conditions());
    conditions.removeIf(condition -> isInItem && condition.startsWith("each of "));
    return conditions;
  }

  private ObjectNode json() {
    ObjectNode schema = Json.object();
    ReadSchema item = below.get(PathReading.EACH);
    boolean isObject = below.size() > (item == null ? 0 : 1);
    if (item != null && !isObject || types.contains("array")) {
      schema.put("type", "array");
    } else if (isObject) {
      schema.put("type", "object");
    } else if (types.size() == 1) {
      schema.put("type", types.iterator().next());
    }
    if (!values.isEmpty()) {
      ArrayNode all = schema.putArray("enum");
      values.forEach(all::add);
    }
    if (item != null && !item.json().isEmpty()) {
      schema.set("items", item.json());
    }
    if (isObject) {
      keys(schema);
    }
    if (!isRequired && !conditions.isEmpty() && !conditions.contains("")) {
      schema.put("description", "read " + String.join("; or ", conditions));
    }
    return schema;
  }

  private void keys(ObjectNode schema) {
    ArrayNode required = Json.array();
    ObjectNode properties = Json.object();
    below.forEach((key, value) -> {
      if (!key.equals(PathReading.EACH)) {
        properties.set(key, value.json());
        if (value.isRequired && !value.isAsked) {
          required.add(key);
        }
      }
    });
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.set("properties", properties);
  }
}
