package io.github.standpipe.internal.expect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The longest subsequence in which the second numbers of the pairs increase. */
final class IncreasingSubsequence {
  private IncreasingSubsequence() {}

  static List<int[]> longest(List<int[]> pairs) {
    int[] tails = new int[pairs.size()];
    int[] before = new int[pairs.size()];
    int length = 0;
    for (int i = 0; i < pairs.size(); i++) {
      int place = place(pairs, tails, length, pairs.get(i)[1]);
      before[i] = place == 0 ? CommonItems.NONE : tails[place - 1];
      tails[place] = i;
      length = Math.max(length, place + 1);
    }
    List<int[]> longest = new ArrayList<>();
    for (int i = length == 0 ? CommonItems.NONE : tails[length - 1]; i >= 0; i = before[i]) {
      longest.add(pairs.get(i));
    }
    Collections.reverse(longest);
    return longest;
  }

  private static int place(List<int[]> pairs, int[] tails, int length, int second) {
    int low = 0;
    int high = length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (pairs.get(tails[middle])[1] < second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
