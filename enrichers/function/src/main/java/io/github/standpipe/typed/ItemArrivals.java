package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.DeserializationContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which object came from which place of an array of the event. A constructor may sort or filter
 * what it is given, and a set has an order of its own, so a place in the bound list proves nothing.
 */
final class ItemArrivals {
  private static final Arrival SEVERAL = new Arrival("", List.of(), -1, -1);

  private final Map<Object, Arrival> all = new IdentityHashMap<>();
  private final Map<Object, List<Object>> twins = new IdentityHashMap<>();

  /**
   * The arrival of one item.
   *
   * @param name the field that holds the array; null for an array in an array
   * @param items what Jackson made of the array
   * @param place the item's place in the array
   * @param size the number of items in the array
   */
  record Arrival(@Nullable String name, Object items, int place, int size) {}

  static @Nullable ItemArrivals in(DeserializationContext context) {
    return (ItemArrivals) context.getAttribute(ItemArrivals.class);
  }

  /** Remembers the items of one array, in its order. */
  void add(@Nullable String name, Object items, List<?> arrived) {
    for (int place = 0; place < arrived.size(); place++) {
      Object item = content(arrived.get(place));
      if (item != null) {
        Arrival arrival = new Arrival(name, items, place, arrived.size());
        all.merge(item, arrival, (one, other) -> SEVERAL);
      }
    }
    if (items instanceof Set<?> set && set.size() < arrived.size()) {
      addTwins(set, arrived);
    }
  }

  /** What Jackson writes for an item. */
  private static @Nullable Object content(@Nullable Object item) {
    return switch (item) {
      case null -> null;
      case Optional<?> optional -> content(optional.orElse(null));
      case AtomicReference<?> reference -> content(reference.get());
      default -> item;
    };
  }

  private void addTwins(Set<?> set, List<?> arrived) {
    Map<Object, Object> kept =
        set instanceof SortedSet<?> sorted
            ? new TreeMap<Object, Object>(order(sorted))
            : new HashMap<>();
    for (Object item : arrived) {
      Object first = item == null ? null : kept.putIfAbsent(item, item);
      Object content = content(item);
      if (first != null && content != null) {
        twins.computeIfAbsent(content(first), key -> new ArrayList<>()).add(content);
      }
    }
  }

  @SuppressWarnings("unchecked") // it compared these items before
  private static @Nullable Comparator<Object> order(SortedSet<?> sorted) {
    return (Comparator<Object>) sorted.comparator();
  }

  /** Where an object stood in the event's arrays, the outermost first; empty if that is unknown. */
  List<Arrival> of(Object item) {
    List<Arrival> path = new ArrayList<>();
    Arrival at = all.get(item);
    while (at != null && at != SEVERAL) {
      path.addFirst(at);
      at = at.name() == null ? all.get(at.items()) : null;
    }
    return at == SEVERAL ? List.of() : path;
  }

  /** The objects in whose place a set has this one. */
  List<Object> twins(Object item) {
    return twins.getOrDefault(item, List.of());
  }
}
