package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.function.BiFunction;

/** Makes a document anew from what its members and items become. */
public final class DocumentWalk {
  private DocumentWalk() {}

  /**
   * The same array or object with other items or members; any other value is returned as it is.
   *
   * @param path the path of the value, such as {@code $.lines[0]}
   * @param each what becomes of a value inside, from its path and itself
   */
  public static JsonNode replaced(
      String path, JsonNode value, BiFunction<String, JsonNode, JsonNode> each) {
    if (value.isArray()) {
      ArrayNode items = Json.array();
      value.forEach(item -> items.add(each.apply(JsonPath.item(path, items.size()), item)));
      return items;
    }
    return value.isObject() ? members(path, value, each) : value;
  }

  /** The same for the members of an object. */
  public static ObjectNode members(
      String path, JsonNode object, BiFunction<String, JsonNode, JsonNode> each) {
    ObjectNode members = Json.object();
    object
        .properties()
        .forEach(m ->
            members.set(m.getKey(), each.apply(JsonPath.member(path, m.getKey()), m.getValue())));
    return members;
  }
}
