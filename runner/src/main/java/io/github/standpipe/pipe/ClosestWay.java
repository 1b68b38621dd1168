package io.github.standpipe.pipe;

import io.github.standpipe.pipe.EventFields.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How close a record comes to all leaves of one way through a pattern: which of them match
 * together. Values must stand in the same element of each array that they share, as event-ruler has
 * it: it takes the paths in their order, and an absent one is absent from the elements so far.
 */
final class ClosestWay {
  private static final int MOST_STEPS = 20_000;

  private final List<PatternLeaf> leaves;
  private final Map<PatternLeaf, List<Field>> taken;
  private final List<PatternLeaf> open;
  private final EventFields fields;
  private final Map<PatternLeaf, Optional<Field>> matched = new HashMap<>();
  private int missing;
  private int steps;

  private ClosestWay(
      Map<String, PatternLeaf> way, EventFields fields, Map<PatternLeaf, List<Field>> taken) {
    this.leaves = List.copyOf(way.values());
    this.fields = fields;
    this.taken = taken;
    this.open = leaves.stream().filter(l -> l.takesAbsence() || !taken(l).isEmpty()).toList();
    this.missing = leaves.size() - open.size();
  }

  /**
   * Looks how close it comes.
   *
   * @param taken the values that each leaf takes
   */
  static ClosestWay of(
      Map<String, PatternLeaf> way, EventFields fields, Map<PatternLeaf, List<Field>> taken) {
    ClosestWay closest = new ClosestWay(way, fields, taken);
    for (int left = 0; !closest.search(0, left, Map.of()); left++) {
      closest.missing++;
    }
    return closest;
  }

  /** How many leaves do not match; none when the way does. */
  int missing() {
    return missing;
  }

  boolean has(PatternLeaf leaf) {
    return leaves.contains(leaf);
  }

  /** Whether the record is too large for all of its elements to have been tried. */
  boolean gaveUp() {
    return steps > MOST_STEPS;
  }

  Set<PatternLeaf> matched() {
    return matched.keySet();
  }

  /** The value by which a leaf matches; empty where it matches by absence. */
  Optional<Field> by(PatternLeaf leaf) {
    return matched.getOrDefault(leaf, Optional.empty());
  }

  private List<Field> taken(PatternLeaf leaf) {
    return taken.getOrDefault(leaf, List.of());
  }

  /** Whether the open leaves from one on match when so many of them may be left out. */
  private boolean search(int from, int left, Map<Integer, Integer> elements) {
    if (from == open.size()) {
      return true;
    }
    steps++;
    PatternLeaf leaf = open.get(from);
    for (Field field : gaveUp() ? List.<Field>of() : taken(leaf)) {
      if (isWithin(elements, field) && search(from + 1, left, joined(elements, field))) {
        matched.put(leaf, Optional.of(field));
        return true;
      }
    }
    if (leaf.takesAbsence()
        && fields.at(leaf.path()).stream().noneMatch(field -> isWithin(elements, field))
        && search(from + 1, left, elements)) {
      matched.put(leaf, Optional.empty());
      return true;
    }
    return left > 0 && search(from + 1, left - 1, elements);
  }

  private static boolean isWithin(Map<Integer, Integer> elements, Field field) {
    return field.elements().entrySet().stream()
        .allMatch(e -> elements.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()));
  }

  private static Map<Integer, Integer> joined(Map<Integer, Integer> elements, Field field) {
    if (field.elements().isEmpty()) {
      return elements;
    }
    Map<Integer, Integer> joined = new HashMap<>(elements);
    joined.putAll(field.elements());
    return joined;
  }
}
