package io.github.standpipe.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SAM's {@code Globals}: mappings are merged, lists are joined, and otherwise the function's own
 * value wins.
 */
final class Globals {
  private Globals() {}

  static Value.Mapping merge(Value.Mapping globals, Value.Mapping own) {
    Map<String, Value.Entry> merged = new LinkedHashMap<>(globals.entries());
    own.entries().forEach((key, entry) -> merged.merge(key, entry, Globals::merge));
    return new Value.Mapping(merged, own.at());
  }

  private static Value.Entry merge(Value.Entry global, Value.Entry own) {
    if (global.value() instanceof Value.Mapping all && own.value() instanceof Value.Mapping some) {
      return new Value.Entry(own.at(), merge(all, some));
    }
    if (global.value() instanceof Value.Sequence(List<Value> first, Place firstAt)
        && own.value() instanceof Value.Sequence(List<Value> then, Place at)) {
      List<Value> both = new ArrayList<>(first);
      both.addAll(then);
      return new Value.Entry(own.at(), new Value.Sequence(both, at));
    }
    return own;
  }
}
