package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of a received list, and of the emitted one, by their keys. */
final class ItemKeys {
  private final Collection<List<String>> names;
  private final Map<List<Object>, List<ItemOrigin>> received = new HashMap<>();
  private final Map<List<Object>, Integer> emitted = new HashMap<>();

  /**
   * Finds the keys.
   *
   * @param names the components that are keys; several lists if the items are of several classes
   */
  ItemKeys(
      Collection<List<String>> names, Collection<ItemOrigin> pool, Collection<JsonNode> items) {
    this.names = names;
    for (ItemOrigin origin : pool) {
      List<Object> key = key(origin.object());
      if (key != null) {
        received.computeIfAbsent(key, missing -> new ArrayList<>()).add(origin);
      }
    }
    for (JsonNode item : items) {
      List<Object> key = key(item);
      if (key != null) {
        emitted.merge(key, 1, Integer::sum);
      }
    }
  }

  boolean has(JsonNode item) {
    return key(item) != null;
  }

  /** The received items with an item's key. */
  List<ItemOrigin> all(JsonNode item) {
    List<Object> key = key(item);
    return key == null ? List.of() : received.getOrDefault(key, List.of());
  }

  /** The received item with an item's key; null if there is none, or one of them has a double. */
  @Nullable ItemOrigin only(JsonNode item) {
    List<Object> key = key(item);
    List<ItemOrigin> all = all(item);
    return all.size() == 1 && Integer.valueOf(1).equals(emitted.get(key)) ? all.getFirst() : null;
  }

  private @Nullable List<Object> key(JsonNode item) {
    for (List<String> components : names) {
      List<Object> key = ClassFields.key(components, item);
      if (key != null) {
        key.add(components);
        return key;
      }
    }
    return null;
  }
}
