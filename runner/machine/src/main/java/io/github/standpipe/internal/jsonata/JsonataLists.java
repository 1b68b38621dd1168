package io.github.standpipe.internal.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSONata's functions on arrays in place of the library's own, which do not count null, sort equal
 * items in reverse, and keep 1 and 1.0 apart.
 */
final class JsonataLists {
  private JsonataLists() {}

  static Map<String, Jsonata.JFunction> functions() {
    return Map.of(
        "count",
        function((input, a) -> count(a.getFirst()), "<x:n>"),
        "sort",
        function((input, a) -> sort(a), "<af?:a>"),
        "distinct",
        function((input, a) -> distinct(a.getFirst()), "<x:x>"));
  }

  private static Jsonata.JFunction function(Jsonata.JFunctionCallable callable, String signature) {
    return new Jsonata.JFunction(callable, signature);
  }

  private static int count(@Nullable Object value) {
    return value instanceof Collection<?> list ? list.size() : value == null ? 0 : 1;
  }

  private static @Nullable Object sort(List<?> a) throws Throwable {
    if (!(a.getFirst() instanceof List<?> list)) {
      return a.getFirst();
    }
    if (list.size() < 2) {
      return list;
    }
    return merged(new ArrayList<>(list), order(list, a.size() > 1 ? a.get(1) : null));
  }

  /** Whether the second of two items belongs in front of the first. */
  @FunctionalInterface
  private interface Order {
    boolean swaps(Object first, Object second) throws Throwable;
  }

  private static Order order(List<?> list, @Nullable Object function) {
    if (function != null) {
      return (first, second) -> isTrue(Functions.funcApply(function, Arrays.asList(first, second)));
    }
    if (Utils.isArrayOfNumbers(list)) {
      return (first, second) -> ((Number) first).doubleValue() > ((Number) second).doubleValue();
    }
    if (Utils.isArrayOfStrings(list)) {
      return (first, second) -> ((String) first).compareTo((String) second) > 0;
    }
    throw new JException("D3070", 0);
  }

  /** As JavaScript takes a value for a condition. */
  private static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean bool -> bool;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty();
      default -> value != Jsonata.NULL_VALUE;
    };
  }

  /** Sorts by merging, so that equal items keep their order. */
  private static List<Object> merged(List<Object> items, Order order) throws Throwable {
    if (items.size() < 2) {
      return items;
    }
    int middle = items.size() / 2;
    List<Object> left = merged(items.subList(0, middle), order);
    List<Object> right = merged(items.subList(middle, items.size()), order);
    List<Object> sorted = new ArrayList<>(items.size());
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      sorted.add(order.swaps(left.get(l), right.get(r)) ? right.get(r++) : left.get(l++));
    }
    sorted.addAll(left.subList(l, left.size()));
    sorted.addAll(right.subList(r, right.size()));
    return sorted;
  }

  private static @Nullable Object distinct(@Nullable Object value) {
    if (!(value instanceof List<?> list) || list.size() < 2) {
      return value;
    }
    List<Object> different = Utils.isSequence(list) ? Utils.createSequence() : new ArrayList<>();
    Set<Object> known = new HashSet<>();
    for (Object item : list) {
      if (known.add(canonical(item))) {
        different.add(item);
      }
    }
    return different;
  }

  /** Equal for equal values: 1 is 1.0, and the order of fields does not matter. */
  private static Object canonical(@Nullable Object value) {
    return switch (value) {
      case null -> Jsonata.NULL_VALUE;
      case Number number -> number.doubleValue() + 0.0;
      case List<?> list -> list.stream().map(JsonataLists::canonical).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> fields = new HashMap<>();
        map.forEach((key, item) -> fields.put(key, canonical(item)));
        yield fields;
      }
      default -> value;
    };
  }
}
