package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Finds the position of a value in an event: the same instance, not an equal one. */
final class InputPath {
  private InputPath() {}

  /** Such as {@code .detail.items[1]}; {@code .} for the event; empty for a new value. */
  static String of(JsonNode value, JsonNode event) {
    String path = in(event, value, "");
    return path == null ? "" : path.isEmpty() ? "." : path;
  }

  private static @Nullable String in(JsonNode from, JsonNode value, String path) {
    if (from == value) {
      return path;
    }
    for (var field : from.properties()) {
      String found = in(field.getValue(), value, path + key(field.getKey()));
      if (found != null) {
        return found;
      }
    }
    for (int i = 0; from.isArray() && i < from.size(); i++) {
      String found = in(from.get(i), value, path + "[" + i + "]");
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static String key(String key) {
    return key.matches("[\\w-]+") ? "." + key : ".\"" + key + "\"";
  }
}
