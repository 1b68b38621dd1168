package io.github.standpipe.internal.filters;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which paths of an event have their value in an array element of its own, apart from the elements
 * that a conjunction matches. Only a leaf with {@code exists: false} can be affected by one, so
 * each such value is there to violate some.
 *
 * @param apart by path, the number of leading keys after which the array is
 */
record ArrayLayout(List<PathClasses> paths, Map<Integer, Integer> apart) {

  /** Nothing is apart. */
  static ArrayLayout single(List<PathClasses> paths) {
    return new ArrayLayout(paths, Map.of());
  }

  /**
   * All layouts that can matter, the single one first, those with few arrays next.
   *
   * @param way split: takes either absence or values at each path
   * @param avoided split likewise
   * @param most the number of layouts; empty if there are more
   */
  static Optional<List<ArrayLayout>> all(
      List<PathClasses> paths, Conjunction way, List<Conjunction> avoided, int most) {
    List<ArrayLayout> all = new ArrayList<>(List.of(single(paths)));
    for (int path = 0; path < paths.size(); path++) {
      int at = path;
      if (way.takesValues(at) || avoided.stream().noneMatch(one -> one.takesAbsence(at))) {
        continue;
      }
      List<ArrayLayout> more = new ArrayList<>();
      for (int depth : depths(paths, way, at)) {
        all.forEach(layout -> more.add(layout.with(at, depth)));
      }
      all.addAll(more);
      if (all.size() > most) {
        return Optional.empty();
      }
    }
    all.sort((a, b) -> Integer.compare(a.apart.size(), b.apart.size()));
    return Optional.of(all);
  }

  private ArrayLayout with(int path, int depth) {
    Map<Integer, Integer> more = new TreeMap<>(apart);
    more.put(path, depth);
    return new ArrayLayout(paths, more);
  }

  /** The depths at which a value can be apart, deep ones first. */
  private static List<Integer> depths(List<PathClasses> paths, Conjunction way, int path) {
    PathClasses one = paths.get(path);
    if (one.possible().length() < 2) {
      return List.of();
    }
    int most =
        way.takesAbsence(path)
            ? consistentDepth(paths, way, path)
            : paths.stream().filter(p -> p != one).mapToInt(one::shared).max().orElse(0);
    List<Integer> depths = new ArrayList<>();
    for (int depth = most; depth >= one.arraysFrom(); depth--) {
      depths.add(depth);
    }
    return depths;
  }

  /**
   * Event-ruler looks for an absent path only in the elements that the values before it, in the
   * order of paths, are in: the number of leading keys that it shares with one of them.
   */
  static int consistentDepth(List<PathClasses> paths, Conjunction way, int path) {
    return way.terms().headMap(path).keySet().stream()
        .filter(way::takesValues)
        .mapToInt(before -> paths.get(path).shared(paths.get(before)))
        .max()
        .orElse(0);
  }

  /**
   * What a conjunction still asks for if the events have this layout; empty if it cannot match one.
   *
   * @param one split: takes either absence or values at each path
   */
  Optional<Conjunction> left(Conjunction one) {
    if (apart.isEmpty()) {
      return Optional.of(one);
    }
    boolean usesOne = apart.keySet().stream().anyMatch(one::takesValues);
    if (usesOne && !isConsistent(one)) {
      return Optional.empty();
    }
    Conjunction left = one;
    for (Map.Entry<Integer, Integer> value : apart.entrySet()) {
      int path = value.getKey();
      if (one.takesAbsence(path)) {
        if (usesOne || value.getValue() > consistentDepth(paths, one, path)) {
          return Optional.empty();
        }
        left = left.without(path);
      }
    }
    return Optional.of(left);
  }

  private boolean isConsistent(Conjunction one) {
    for (int path : one.terms().keySet()) {
      for (int other : one.terms().headMap(path).keySet()) {
        boolean areValues = one.takesValues(path) && one.takesValues(other);
        if (areValues && paths.get(path).shared(paths.get(other)) >= depth(path, other)) {
          return false;
        }
      }
    }
    return true;
  }

  private int depth(int path, int other) {
    return Math.min(
        apart.getOrDefault(path, Integer.MAX_VALUE), apart.getOrDefault(other, Integer.MAX_VALUE));
  }

  /** The classes that are possible at each path if the event matches a conjunction. */
  Map<Integer, BitSet> classes(Conjunction way, List<Conjunction> avoided) {
    Map<Integer, BitSet> classes = new TreeMap<>();
    for (int path = 0; path < paths.size(); path++) {
      int at = path;
      BitSet possible = (BitSet) paths.get(path).possible().clone();
      if (apart.containsKey(path)) {
        possible.clear(PathClasses.ABSENT);
      } else if (way.terms().containsKey(path)) {
        possible.and(way.term(path));
      } else if (possible.get(PathClasses.ABSENT)
          && avoided.stream().noneMatch(one -> one.takesAbsence(at))) {
        possible.clear(1, possible.length());
      }
      classes.put(path, possible);
    }
    return classes;
  }
}
