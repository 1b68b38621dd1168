package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pairs the items of a gap, none of which are equal, by what they have in common. */
record Gap(JsonNode expected, JsonNode actual, int[] partners) {
  private static final int MOST_COMPARED = 1024;

  void pair(List<Integer> left, List<Integer> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return;
    }
    if (left.size() * (long) right.size() <= MOST_COMPARED) {
      mostAlike(left, right);
    } else {
      byIdentity(identity(left, right), left, right);
    }
  }

  private void inTurn(List<Integer> left, List<Integer> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      partners[left.get(i)] = right.get(i);
    }
  }

  /**
   * The pairing, in order, with the largest total similarity; a dissimilar pair is better than
   * none.
   */
  private void mostAlike(List<Integer> left, List<Integer> right) {
    double[][] best = new double[left.size() + 1][right.size() + 1];
    double[][] like = new double[left.size()][right.size()];
    for (int i = left.size() - 1; i >= 0; i--) {
      for (int j = right.size() - 1; j >= 0; j--) {
        like[i][j] = 0.01 + Similarity.of(expected.get(left.get(i)), actual.get(right.get(j)));
        best[i][j] =
            Math.max(like[i][j] + best[i + 1][j + 1], Math.max(best[i + 1][j], best[i][j + 1]));
      }
    }
    int i = 0;
    int j = 0;
    while (i < left.size() && j < right.size()) {
      if (best[i][j] == like[i][j] + best[i + 1][j + 1]) {
        partners[left.get(i++)] = right.get(j++);
      } else if (best[i][j] == best[i + 1][j]) {
        i++;
      } else {
        j++;
      }
    }
  }

  /** The key whose values distinguish most items of both sides; empty if none does. */
  private String identity(List<Integer> left, List<Integer> right) {
    Map<String, Set<Sameness.Key>> lefts = values(expected, left);
    Map<String, Set<Sameness.Key>> rights = values(actual, right);
    String best = "";
    int most = 1;
    for (var values : lefts.entrySet()) {
      Set<Sameness.Key> common = new HashSet<>(values.getValue());
      common.retainAll(rights.getOrDefault(values.getKey(), Set.of()));
      if (common.size() > most) {
        most = common.size();
        best = values.getKey();
      }
    }
    return best;
  }

  private static Map<String, Set<Sameness.Key>> values(JsonNode items, List<Integer> places) {
    Map<String, Set<Sameness.Key>> values = new HashMap<>();
    for (int place : places) {
      for (var member : items.get(place).properties()) {
        if (member.getValue().isValueNode() && !member.getValue().isPojo()) {
          values
              .computeIfAbsent(member.getKey(), key -> new HashSet<>())
              .add(Sameness.Key.of(member.getValue()));
        }
      }
    }
    return values;
  }

  /** Pairs items with the same value of the key, and then the items between them. */
  private void byIdentity(String key, List<Integer> left, List<Integer> right) {
    Map<Sameness.Key, Integer> numbers = new HashMap<>();
    int[] ids = ids(expected, left, key, numbers);
    int[] others = ids(actual, right, key, numbers);
    int[] found = new int[ids.length];
    Arrays.fill(found, CommonItems.NONE);
    new CommonItems(ids, others, (l, r) -> ids[l] >= 0 && ids[l] == others[r], found).match();
    int from = 0;
    int fromRight = 0;
    for (int l = 0; l < found.length; l++) {
      if (found[l] >= 0) {
        partners[left.get(l)] = right.get(found[l]);
        inTurn(left.subList(from, l), right.subList(fromRight, found[l]));
        from = l + 1;
        fromRight = found[l] + 1;
      }
    }
    inTurn(left.subList(from, left.size()), right.subList(fromRight, right.size()));
  }

  private static int[] ids(
      JsonNode items, List<Integer> places, String key, Map<Sameness.Key, Integer> numbers) {
    List<Integer> ids = new ArrayList<>();
    for (int place : places) {
      JsonNode value = items.get(place).path(key);
      ids.add(
          value.isMissingNode() || value.isPojo()
              ? CommonItems.NONE
              : numbers.computeIfAbsent(Sameness.Key.of(value), k -> numbers.size()));
    }
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }
}
