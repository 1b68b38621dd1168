package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which items of two arrays belong together: first equal items in the same order; then equal items
 * at other positions; then, in each gap, the most similar ones.
 */
final class Alignment {
  static final int NONE = CommonItems.NONE;
  private static final int MOST_COMPARED = 50_000;

  /** Items that belong together; {@code NONE} if an item has no partner. */
  record Pair(int expected, int actual) {}

  private final int[] partners;
  private final boolean[] taken;
  private final int[] movedTo;
  private final int[] movedFrom;

  private Alignment(int expected, int seen) {
    partners = filled(expected);
    movedTo = filled(expected);
    taken = new boolean[seen];
    movedFrom = filled(seen);
  }

  static Alignment of(JsonNode expected, JsonNode seen) {
    Alignment alignment = new Alignment(expected.size(), seen.size());
    Map<Sameness.Key, Integer> numbers = new HashMap<>();
    int[] ids = ids(expected, numbers, true);
    int[] others = ids(seen, numbers, false);
    CommonItems.Same same =
        (e, s) -> ids[e] >= 0 ? ids[e] == others[s] : Sameness.holds(expected.get(e), seen.get(s));
    new CommonItems(ids, others, same, alignment.partners).match();
    Arrays.stream(alignment.partners).filter(s -> s >= 0).forEach(s -> alignment.taken[s] = true);
    alignment.findMoves(ids, others);
    alignment.findMovesOfRules(ids, same);
    alignment.pairGaps(expected, seen);
    return alignment;
  }

  private static int[] ids(JsonNode items, Map<Sameness.Key, Integer> numbers, boolean rules) {
    int[] ids = filled(items.size());
    for (int i = 0; i < ids.length; i++) {
      if (!rules || !Notation.isLoose(items.get(i))) {
        ids[i] = numbers.computeIfAbsent(Sameness.Key.of(items.get(i)), key -> numbers.size());
      }
    }
    return ids;
  }

  private void findMoves(int[] ids, int[] others) {
    Map<Integer, List<Integer>> left = new HashMap<>();
    for (int s = others.length - 1; s >= 0; s--) {
      if (!taken[s]) {
        left.computeIfAbsent(others[s], id -> new ArrayList<>()).add(s);
      }
    }
    for (int e = 0; e < ids.length; e++) {
      List<Integer> places = partners[e] < 0 ? left.get(ids[e]) : null;
      if (places != null && !places.isEmpty()) {
        movedTo[e] = places.removeLast();
        movedFrom[movedTo[e]] = e;
      }
    }
  }

  /**
   * Expectations of less than one value are compared with the remaining items, up to a bounded
   * cost.
   */
  private void findMovesOfRules(int[] ids, CommonItems.Same same) {
    int compared = 0;
    for (int e = 0; e < ids.length; e++) {
      boolean isLeft = ids[e] < 0 && partners[e] < 0;
      for (int s = 0; isLeft && s < taken.length && compared < MOST_COMPARED; s++) {
        boolean free = !taken[s] && movedFrom[s] < 0;
        compared += free ? 1 : 0;
        if (free && same.at(e, s)) {
          movedTo[e] = s;
          movedFrom[s] = e;
          isLeft = false;
        }
      }
    }
  }

  private void pairGaps(JsonNode expected, JsonNode seen) {
    List<Integer> left = new ArrayList<>();
    List<Integer> right = new ArrayList<>();
    int s = 0;
    for (int e = 0; e <= partners.length; e++) {
      int end = e == partners.length ? taken.length : partners[e];
      if (end < 0) {
        if (movedTo[e] < 0) {
          left.add(e);
        }
        continue;
      }
      for (; s < end; s++) {
        if (movedFrom[s] < 0) {
          right.add(s);
        }
      }
      s = end + 1;
      new Gap(expected, seen, partners).pair(left, right);
      left.clear();
      right.clear();
    }
  }

  /** All items of both arrays, in an order that preserves both orders. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    int next = 0;
    for (int e = 0; e < partners.length; e++) {
      for (; partners[e] >= 0 && next < partners[e]; next++) {
        pairs.add(new Pair(NONE, next));
      }
      pairs.add(new Pair(e, partners[e]));
      next = partners[e] >= 0 ? partners[e] + 1 : next;
    }
    for (; next < taken.length; next++) {
      pairs.add(new Pair(NONE, next));
    }
    return pairs;
  }

  /** The actual position of an expected item that moved; {@code NONE} if it did not. */
  int movedTo(int expected) {
    return movedTo[expected];
  }

  /** The expected item that moved to this position; {@code NONE} if none did. */
  int movedFrom(int seen) {
    return movedFrom[seen];
  }

  private static int[] filled(int size) {
    int[] none = new int[size];
    Arrays.fill(none, NONE);
    return none;
  }
}
