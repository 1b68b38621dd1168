package io.github.standpipe.internal.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether branches certainly have no value in common. */
final class Disjointness {
  private static final int DEPTH = 3;

  private Disjointness() {}

  /** Of the branches of a {@code oneOf}, each as its alternatives. */
  static boolean of(List<List<Alternative>> branches) {
    for (int i = 0; i < branches.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (!of(branches.get(i), branches.get(j), DEPTH)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean of(List<Alternative> some, List<Alternative> others, int depth) {
    return some.stream().allMatch(one -> others.stream().allMatch(other -> of(one, other, depth)));
  }

  static boolean of(Alternative one, Alternative other) {
    return of(one, other, DEPTH);
  }

  private static boolean of(Alternative one, Alternative other, int depth) {
    if (one.type() != other.type() || one.and(other).isImpossible()) {
      return true;
    }
    return depth > 0
        && one.rule() instanceof ObjectRule object
        && other.rule() instanceof ObjectRule second
        && byKey(object, second, depth).isPresent();
  }

  /** A key that every value of both must have, with no value in common. */
  private static Optional<String> byKey(ObjectRule one, ObjectRule other, int depth) {
    Set<String> required = new TreeSet<>(one.required());
    required.addAll(other.required());
    return required.stream()
        .filter(key -> of(one.of(key).alternatives(), other.of(key).alternatives(), depth - 1))
        .findFirst();
  }
}
