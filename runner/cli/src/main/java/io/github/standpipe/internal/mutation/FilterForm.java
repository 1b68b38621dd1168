package io.github.standpipe.internal.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.standpipe.internal.shape.Matchers;
import io.github.standpipe.json.Json;
import java.util.Map;
import java.util.TreeMap;

/** A pattern without {@code $or}, by path. */
record FilterForm(Map<String, JsonNode> leaves) {

  /** Whether two patterns are known to pass the same records. */
  static boolean isSame(String one, String other) {
    try {
      return isSame(Json.parse(one), Json.parse(other));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean isSame(JsonNode one, JsonNode other) {
    if (one.equals(other)) {
      return true;
    }
    FilterForm first = new FilterForm(new TreeMap<>());
    FilterForm second = new FilterForm(new TreeMap<>());
    return first.add("", one)
        && second.add("", other)
        && first.leaves.keySet().equals(second.leaves.keySet())
        && first.leaves.keySet().stream()
            .allMatch(path -> isSameLeaf(first.at(path), second.at(path)));
  }

  private JsonNode at(String path) {
    return leaves.getOrDefault(path, MissingNode.getInstance());
  }

  private static boolean isSameLeaf(JsonNode one, JsonNode other) {
    return Matchers.imply(one, other) && Matchers.imply(other, one);
  }

  /** Whether the pattern has this form. */
  private boolean add(String path, JsonNode pattern) {
    for (Map.Entry<String, JsonNode> entry : pattern.properties()) {
      String key = path + "/" + entry.getKey();
      boolean leaf = entry.getValue().isArray();
      if (entry.getKey().equals("$or") || leaf && leaves.put(key, entry.getValue()) != null) {
        return false;
      }
      if (!leaf && !add(key, entry.getValue())) {
        return false;
      }
    }
    return true;
  }
}
