package io.github.standpipe.internal.filters;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One way through a filter: the classes that it takes, by the number of the path. Paths are
 * numbered in the order in which event-ruler compares them.
 */
record Conjunction(TreeMap<Integer, BitSet> terms) {

  static Conjunction of(Map<Integer, BitSet> terms) {
    return new Conjunction(new TreeMap<>(terms));
  }

  /** The classes that it takes at a path; none if it does not mention the path. */
  BitSet term(int path) {
    return terms.getOrDefault(path, new BitSet());
  }

  boolean takesAbsence(int path) {
    BitSet term = terms.get(path);
    return term != null && term.get(PathClasses.ABSENT);
  }

  boolean takesValues(int path) {
    BitSet term = terms.get(path);
    return term != null && term.length() > 1;
  }

  Conjunction with(int path, BitSet classes) {
    TreeMap<Integer, BitSet> more = new TreeMap<>(terms);
    more.put(path, classes);
    return new Conjunction(more);
  }

  Conjunction without(int path) {
    TreeMap<Integer, BitSet> fewer = new TreeMap<>(terms);
    fewer.remove(path);
    return new Conjunction(fewer);
  }

  /** The same as several that each take either only absence or only values at each path. */
  List<Conjunction> split() {
    List<Conjunction> all = List.of(this);
    for (int path : terms.keySet()) {
      if (takesAbsence(path) && takesValues(path)) {
        BitSet absence = new BitSet();
        absence.set(PathClasses.ABSENT);
        BitSet values = (BitSet) term(path).clone();
        values.clear(PathClasses.ABSENT);
        List<Conjunction> next = new ArrayList<>();
        all.forEach(one -> next.add(one.with(path, values)));
        all.forEach(one -> next.add(one.with(path, absence)));
        all = next;
      }
    }
    return all;
  }

  /** The number of those. */
  long parts() {
    long mixed = terms.keySet().stream().filter(p -> takesAbsence(p) && takesValues(p)).count();
    return 1L << Math.min(mixed, 40);
  }
}
