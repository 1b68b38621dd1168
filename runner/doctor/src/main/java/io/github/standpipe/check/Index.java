package io.github.standpipe.check;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Things by the texts that find them, in the order in which they were added. */
final class Index<T> {
  private final Map<String, SortedMap<Integer, T>> byKey = new HashMap<>();
  private int size;

  void add(T thing, Stream<String> keys) {
    int position = size++;
    keys.forEach(key -> byKey.computeIfAbsent(key, k -> new TreeMap<>()).put(position, thing));
  }

  Stream<T> find(String key) {
    return byKey.getOrDefault(key, Collections.emptySortedMap()).values().stream();
  }

  /** What any of the keys finds, without duplicates. */
  List<T> find(Collection<String> keys) {
    SortedMap<Integer, T> found = new TreeMap<>();
    keys.forEach(key -> found.putAll(byKey.getOrDefault(key, Collections.emptySortedMap())));
    return List.copyOf(found.values());
  }
}
