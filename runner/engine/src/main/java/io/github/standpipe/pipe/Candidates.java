package io.github.standpipe.pipe;

import io.github.standpipe.pipe.EventFields.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Values of a record, indexed by the array elements that contain them. */
final class Candidates {
  private static final int OUTSIDE = -1;
  private static final Candidates NONE = new Candidates(List.of());

  private final List<Field> fields;
  private final Set<Integer> arrays = new HashSet<>();
  private final Map<Integer, Map<Integer, Candidates>> byElement = new HashMap<>();

  Candidates(List<Field> fields) {
    this.fields = fields;
    fields.forEach(field -> arrays.addAll(field.elements().keySet()));
  }

  List<Field> fields() {
    return fields;
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The arrays whose elements contain them. */
  Set<Integer> arrays() {
    return arrays;
  }

  /** The values that are in no other element of these arrays. */
  Candidates within(Map<Integer, Integer> elements) {
    Candidates left = this;
    for (var element : elements.entrySet()) {
      left = left.within(element.getKey(), element.getValue());
    }
    return left;
  }

  private Candidates within(int array, int element) {
    if (!arrays.contains(array)) {
      return this;
    }
    Map<Integer, Candidates> parts = byElement.computeIfAbsent(array, this::parts);
    Candidates outside = parts.getOrDefault(OUTSIDE, NONE);
    Candidates inside = parts.getOrDefault(element, NONE);
    return outside.isEmpty()
        ? inside
        : new Candidates(Stream.concat(inside.fields.stream(), outside.fields.stream()).toList());
  }

  private Map<Integer, Candidates> parts(int array) {
    Map<Integer, List<Field>> parts = new HashMap<>();
    for (Field field : fields) {
      int element = field.elements().getOrDefault(array, OUTSIDE);
      parts.computeIfAbsent(element, e -> new ArrayList<>()).add(field);
    }
    Map<Integer, Candidates> candidates = new HashMap<>();
    parts.forEach((element, part) -> candidates.put(element, new Candidates(part)));
    return candidates;
  }
}
