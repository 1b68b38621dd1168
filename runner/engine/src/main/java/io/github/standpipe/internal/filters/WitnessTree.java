package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An event under construction: values by their paths, some in array elements of their own. */
final class WitnessTree {
  private final Map<String, WitnessTree> members = new TreeMap<>();
  private final List<JsonNode> elements = new ArrayList<>();
  private @Nullable JsonNode value;

  void put(List<String> keys, JsonNode leaf) {
    WitnessTree at = this;
    for (String key : keys) {
      at = at.members.computeIfAbsent(key, k -> new WitnessTree());
    }
    if (at.value != null && !at.value.equals(leaf)) {
      at.elements.add(leaf);
    } else {
      at.value = leaf;
    }
  }

  /** Puts a value in a new element of the array after some leading keys. */
  void putApart(List<String> keys, int depth, JsonNode leaf) {
    WitnessTree at = this;
    for (String key : keys.subList(0, depth)) {
      at = at.members.computeIfAbsent(key, k -> new WitnessTree());
    }
    WitnessTree element = new WitnessTree();
    element.put(keys.subList(depth, keys.size()), leaf);
    JsonNode json = element.json().orElseThrow();
    at.elements.add(json.isObject() ? json : Json.array().add(json));
  }

  /** The event; empty if nothing was put. */
  Optional<JsonNode> json() {
    List<JsonNode> items = new ArrayList<>();
    if (value != null) {
      items.add(value);
    }
    ObjectNode object = Json.object();
    members.forEach((key, member) -> member.json().ifPresent(json -> object.set(key, json)));
    if (!object.isEmpty()) {
      items.add(object);
    }
    items.addAll(elements);
    if (items.size() < 2) {
      return items.stream().findFirst();
    }
    ArrayNode array = Json.array();
    items.forEach(array::add);
    return Optional.of(array);
  }
}
