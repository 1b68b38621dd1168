package io.github.standpipe.internal.expect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The longest common subsequence of two sequences, by Myers' algorithm. If they differ in more than
 * a bounded number of places, items that occur once in each split them first, so that the cost
 * stays proportional to the length.
 */
final class CommonItems {
  static final int NONE = -1;
  private static final int MOST_EDITS = 256;

  /** Returns whether item {@code left} of the one equals item {@code right} of the other. */
  interface Same {
    boolean at(int left, int right);
  }

  private final Same same;
  private final int[] leftIds;
  private final int[] rightIds;
  private final int[] partners;

  private record Part(int left, int leftEnd, int right, int rightEnd) {}

  /**
   * @param leftIds equal items have equal ids; below 0 if an item has none
   * @param partners receives the partner of each left item that has one
   */
  CommonItems(int[] leftIds, int[] rightIds, Same same, int[] partners) {
    this.leftIds = leftIds;
    this.rightIds = rightIds;
    this.same = same;
    this.partners = partners;
  }

  void match() {
    match(0, leftIds.length, 0, rightIds.length);
  }

  private void match(int left, int leftEnd, int right, int rightEnd) {
    while (left < leftEnd && right < rightEnd && same.at(left, right)) {
      partners[left++] = right++;
    }
    while (left < leftEnd && right < rightEnd && same.at(leftEnd - 1, rightEnd - 1)) {
      partners[--leftEnd] = --rightEnd;
    }
    Part part = new Part(left, leftEnd, right, rightEnd);
    if (left < leftEnd && right < rightEnd && !shortest(part)) {
      divide(part);
    }
  }

  private boolean shortest(Part part) {
    int n = part.leftEnd - part.left;
    int m = part.rightEnd - part.right;
    int most = Math.min(n + m, MOST_EDITS);
    int[] reached = new int[2 * most + 2];
    List<int[]> before = new ArrayList<>();
    for (int edits = 0; edits <= most; edits++) {
      before.add(reached.clone());
      for (int k = -edits; k <= edits; k += 2) {
        int x = start(reached, most, edits, k);
        while (x < n && x - k < m && same.at(part.left + x, part.right + x - k)) {
          x++;
        }
        reached[most + k] = x;
        if (x >= n && x - k >= m) {
          trace(part, before, most);
          return true;
        }
      }
    }
    return false;
  }

  private static int start(int[] reached, int zero, int edits, int k) {
    return comesFromAbove(reached, zero, edits, k)
        ? reached[zero + k + 1]
        : reached[zero + k - 1] + 1;
  }

  private static boolean comesFromAbove(int[] reached, int zero, int edits, int k) {
    return k == -edits || k != edits && reached[zero + k - 1] < reached[zero + k + 1];
  }

  private void trace(Part part, List<int[]> before, int zero) {
    int x = part.leftEnd - part.left;
    int y = part.rightEnd - part.right;
    for (int edits = before.size() - 1; edits >= 0; edits--) {
      int[] reached = before.get(edits);
      int k = x - y;
      int from = comesFromAbove(reached, zero, edits, k) ? k + 1 : k - 1;
      int fromX = edits == 0 ? 0 : reached[zero + from];
      int fromY = edits == 0 ? 0 : fromX - from;
      while (x > fromX && y > fromY) {
        partners[part.left + --x] = part.right + --y;
      }
      x = fromX;
      y = fromY;
    }
  }

  /** Matches items that occur once in each, in their common order, and the items between them. */
  private void divide(Part part) {
    int left = part.left;
    int right = part.right;
    List<int[]> anchors = IncreasingSubsequence.longest(onceInEach(part));
    for (int[] anchor : anchors) {
      partners[anchor[0]] = anchor[1];
      match(left, anchor[0], right, anchor[1]);
      left = anchor[0] + 1;
      right = anchor[1] + 1;
    }
    if (!anchors.isEmpty()) {
      match(left, part.leftEnd, right, part.rightEnd);
    }
  }

  private List<int[]> onceInEach(Part part) {
    Map<Integer, Integer> lefts = once(leftIds, part.left, part.leftEnd);
    Map<Integer, Integer> rights = once(rightIds, part.right, part.rightEnd);
    List<int[]> pairs = new ArrayList<>();
    for (int i = part.left; i < part.leftEnd; i++) {
      if (lefts.getOrDefault(leftIds[i], NONE) == i && rights.getOrDefault(leftIds[i], NONE) >= 0) {
        pairs.add(new int[] {i, rights.get(leftIds[i])});
      }
    }
    return pairs;
  }

  private static Map<Integer, Integer> once(int[] ids, int from, int to) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = from; i < to; i++) {
      if (ids[i] >= 0) {
        places.merge(ids[i], i, (first, second) -> NONE);
      }
    }
    return places;
  }
}
