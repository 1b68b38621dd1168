package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The keys of an object, in its order. */
final class ObjectKeys {
  private ObjectKeys() {}

  static List<String> of(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
