package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The workflow variables that a flow sees: its own, and those of the surrounding flows. */
final class Variables {
  private final @Nullable Variables outer;
  private Map<String, SharedValue> own = Map.of();
  private long bytes;

  Variables(@Nullable Variables outer) {
    this.outer = outer;
  }

  @Nullable JsonNode get(String name) {
    SharedValue value = own.get(name);
    return value != null ? value.json() : outer == null ? null : outer.get(name);
  }

  Map<String, SharedValue> all() {
    Map<String, SharedValue> all = outer == null ? new HashMap<>() : new HashMap<>(outer.all());
    all.putAll(own);
    return all;
  }

  /** A snapshot; later assignments are not visible in it. */
  Variables copied() {
    Variables copy = new Variables(outer == null ? null : outer.copied());
    copy.own = own; // which is replaced, never changed
    copy.bytes = bytes;
    return copy;
  }

  /** The size of all that the flow sees, in bytes of JSON. */
  long bytes() {
    return bytes + (outer == null ? 0 : outer.bytes());
  }

  /** Assigns values by name, and returns the size of all of them. */
  long assign(ObjectNode values) {
    Map<String, SharedValue> more = new HashMap<>(own);
    long assigned = 0;
    for (Map.Entry<String, JsonNode> field : values.properties()) {
      SharedValue value = new SharedValue(field.getValue());
      SharedValue before = more.put(field.getKey(), value);
      assigned += value.bytes();
      bytes += value.bytes() - (before == null ? 0 : before.bytes());
    }
    own = more;
    return assigned;
  }
}
