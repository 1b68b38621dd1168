package io.github.standpipe.pipe;

import io.github.standpipe.pipe.EventFields.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the array elements in which most leaves match. Leaves that do not share an array are
 * searched separately; otherwise the elements of one array would multiply with those of another.
 */
final class LeafSearch {
  private static final int MOST_STEPS = 300_000;

  private int steps;
  private boolean cut;

  /** Whether it ended before every choice of elements was tried: fewer leaves may be missing. */
  boolean isCut() {
    return cut;
  }

  /** Each part has its own bound. */
  ElementChoice search(List<OpenLeaf> leaves) {
    List<OpenLeaf> live = leaves.stream().filter(leaf -> !leaf.isLost()).toList();
    ElementChoice sum = new ElementChoice(leaves.size() - live.size(), Map.of());
    for (List<OpenLeaf> part : OpenLeaf.parts(live, Set.of())) {
      steps = 0;
      sum = sum.and(linked(part, Set.of(), part.size() + 1));
    }
    return sum;
  }

  /** The best choice, or any other if the best is not below a limit. */
  private ElementChoice search(List<OpenLeaf> leaves, Set<Integer> fixed, int limit) {
    List<OpenLeaf> live = leaves.stream().filter(leaf -> !leaf.isLost()).toList();
    ElementChoice sum = new ElementChoice(leaves.size() - live.size(), Map.of());
    if (sum.missing >= limit) {
      return sum;
    }
    for (List<OpenLeaf> part : OpenLeaf.parts(live, fixed)) {
      sum = sum.and(linked(part, fixed, limit - sum.missing));
      if (sum.missing >= limit) {
        return sum;
      }
    }
    return sum;
  }

  private ElementChoice linked(List<OpenLeaf> leaves, Set<Integer> fixed, int limit) {
    OpenLeaf first = leaves.getFirst();
    List<OpenLeaf> rest = leaves.subList(1, leaves.size());
    ElementChoice best = new ElementChoice(limit, Map.of());
    boolean begun = false;
    for (Field field : first.taken().fields()) {
      if (best.missing == 0 || begun && hasEnded()) {
        return best;
      }
      begun = true;
      best = best.or(chosen(field, rest, fixed, best.missing).by(first.leaf(), field));
    }
    if (begun && hasEnded()) {
      return best;
    }
    if (best.missing > 0 && first.isAbsent()) {
      best = best.or(search(rest, fixed, best.missing).absent(first.leaf()));
    }
    return best.missing < 2 ? best : best.or(search(rest, fixed, best.missing - 1).without());
  }

  private boolean hasEnded() {
    cut |= steps > MOST_STEPS;
    return steps > MOST_STEPS;
  }

  private ElementChoice chosen(Field field, List<OpenLeaf> rest, Set<Integer> fixed, int limit) {
    steps++;
    Set<Integer> also = new HashSet<>(fixed);
    also.addAll(field.elements().keySet());
    return search(rest.stream().map(l -> l.within(field.elements())).toList(), also, limit);
  }

  /**
   * The result of one choice of elements.
   *
   * @param matched the leaves that match, each with its value; empty for an absent one
   */
  record ElementChoice(int missing, Map<PatternLeaf, Optional<Field>> matched) {

    private ElementChoice and(ElementChoice other) {
      return with(other.missing, other.matched);
    }

    private ElementChoice or(ElementChoice other) {
      return other.missing < missing ? other : this;
    }

    private ElementChoice by(PatternLeaf leaf, Field field) {
      return with(0, Map.of(leaf, Optional.of(field)));
    }

    private ElementChoice absent(PatternLeaf leaf) {
      return with(0, Map.of(leaf, Optional.empty()));
    }

    private ElementChoice without() {
      return new ElementChoice(missing + 1, matched);
    }

    private ElementChoice with(int more, Map<PatternLeaf, Optional<Field>> also) {
      Map<PatternLeaf, Optional<Field>> all = new HashMap<>(matched);
      all.putAll(also);
      return new ElementChoice(missing + more, all);
    }
  }
}
