package io.github.standpipe.pipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A leaf that has not found its value yet.
 *
 * @param taken the values that it matches, in the elements so far
 * @param present the values at its path, in the elements so far
 */
record OpenLeaf(PatternLeaf leaf, Candidates taken, Candidates present) {

  OpenLeaf within(Map<Integer, Integer> elements) {
    return new OpenLeaf(leaf, taken.within(elements), present.within(elements));
  }

  /** No element that remains to be chosen can make it match. */
  boolean isLost() {
    return taken.isEmpty() && !leaf.takesAbsence();
  }

  /** It matches by absence, in the elements so far. */
  boolean isAbsent() {
    return leaf.takesAbsence() && present.isEmpty();
  }

  private Set<Integer> arrays(Set<Integer> fixed) {
    Set<Integer> open = new HashSet<>((leaf.takesAbsence() ? present : taken).arrays());
    open.removeAll(fixed);
    return open;
  }

  /**
   * Groups the leaves that share an array, each in order: the choice in one group does not affect
   * another.
   *
   * @param fixed the arrays whose element is already chosen
   */
  static List<List<OpenLeaf>> parts(List<OpenLeaf> leaves, Set<Integer> fixed) {
    List<LinkedLeaves> parts = new ArrayList<>();
    for (OpenLeaf leaf : leaves) {
      LinkedLeaves joined = new LinkedLeaves(new ArrayList<>(), leaf.arrays(fixed));
      List<LinkedLeaves> apart = new ArrayList<>();
      for (LinkedLeaves part : parts) {
        if (part.shares(joined)) {
          joined = joined.with(part);
        } else {
          apart.add(part);
        }
      }
      joined.leaves.add(leaf);
      apart.add(joined);
      parts = apart;
    }
    return parts.stream().map(part -> inOrder(part.leaves, leaves)).toList();
  }

  /** Two groups that a later leaf joins are appended to each other. */
  private static List<OpenLeaf> inOrder(List<OpenLeaf> part, List<OpenLeaf> leaves) {
    if (part.size() < 3) {
      return part;
    }
    Set<PatternLeaf> of = new HashSet<>();
    part.forEach(open -> of.add(open.leaf));
    return leaves.stream().filter(open -> of.contains(open.leaf)).toList();
  }

  private record LinkedLeaves(List<OpenLeaf> leaves, Set<Integer> arrays) {

    boolean shares(LinkedLeaves other) {
      return !Collections.disjoint(arrays, other.arrays);
    }

    LinkedLeaves with(LinkedLeaves other) {
      leaves.addAll(other.leaves);
      arrays.addAll(other.arrays);
      return this;
    }
  }
}
