package io.github.standpipe.internal.filters;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Looks for one class at each path that together none of several conjunctions takes. The search is
 * exhaustive: it branches over the term that is violated, and each branch excludes those before it.
 */
final class ClassSearch {
  private final SearchBudget budget;
  private final Predicate<Map<Integer, BitSet>> isWanted;

  /**
   * A search.
   *
   * @param isWanted takes the classes left at each path, all of which are solutions, and ends the
   *     search by true
   */
  ClassSearch(SearchBudget budget, Predicate<Map<Integer, BitSet>> isWanted) {
    this.budget = budget;
    this.isWanted = isWanted;
  }

  /** Whether the search was ended by a solution. */
  boolean find(Map<Integer, BitSet> classes, List<Conjunction> avoided) {
    if (!budget.allows(1 + (long) avoided.size())) {
      return true;
    }
    List<Conjunction> left = new ArrayList<>();
    List<Integer> best = null;
    Conjunction next = null;
    for (Conjunction one : avoided) {
      if (isViolated(one, classes)) {
        continue;
      }
      left.add(one);
      List<Integer> choices = choices(one, classes);
      if (best == null || choices.size() < best.size()) {
        best = choices;
        next = one;
      }
    }
    return best == null || next == null
        ? isWanted.test(classes)
        : branch(classes, left, next, best);
  }

  private boolean branch(
      Map<Integer, BitSet> classes, List<Conjunction> left, Conjunction next, List<Integer> paths) {
    Map<Integer, BitSet> rest = new TreeMap<>(classes);
    for (int path : paths) {
      BitSet term = next.term(path);
      BitSet outside = copy(at(rest, path));
      outside.andNot(term);
      Map<Integer, BitSet> violated = new TreeMap<>(rest);
      violated.put(path, outside);
      if (!outside.isEmpty() && find(violated, left)) {
        return true;
      }
      BitSet inside = copy(at(rest, path));
      inside.and(term);
      rest.put(path, inside);
    }
    return false;
  }

  private static boolean isViolated(Conjunction one, Map<Integer, BitSet> classes) {
    return one.terms().entrySet().stream()
        .anyMatch(term -> !at(classes, term.getKey()).intersects(term.getValue()));
  }

  private static List<Integer> choices(Conjunction one, Map<Integer, BitSet> classes) {
    List<Integer> choices = new ArrayList<>();
    for (Map.Entry<Integer, BitSet> term : one.terms().entrySet()) {
      BitSet outside = copy(at(classes, term.getKey()));
      outside.andNot(term.getValue());
      if (!outside.isEmpty()) {
        choices.add(term.getKey());
      }
    }
    return choices;
  }

  private static BitSet at(Map<Integer, BitSet> classes, int path) {
    return classes.getOrDefault(path, new BitSet());
  }

  private static BitSet copy(BitSet classes) {
    return (BitSet) classes.clone();
  }
}
