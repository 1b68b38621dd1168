package io.github.standpipe.template;

import java.util.HashMap;
import java.util.Map;

/** The current items of loops, by the names of the loops. */
record LoopItem(Map<String, String> items) {
  static final LoopItem NONE = new LoopItem(Map.of());

  LoopItem {
    items = Map.copyOf(items);
  }

  LoopItem and(String name, String item) {
    Map<String, String> more = new HashMap<>(items);
    more.put(name, item);
    return new LoopItem(more);
  }

  boolean has(String name) {
    return items.containsKey(name);
  }

  String value(String name) {
    return items.getOrDefault(name, "");
  }

  /** A string with the items in place of their names; {@code &{Name}} keeps letters and digits. */
  String in(String text) {
    String replaced = text;
    for (Map.Entry<String, String> one : items.entrySet()) {
      String bare = one.getValue().replaceAll("[^A-Za-z0-9]", "");
      replaced =
          replaced
              .replace("${" + one.getKey() + "}", one.getValue())
              .replace("&{" + one.getKey() + "}", bare);
    }
    return replaced;
  }
}
