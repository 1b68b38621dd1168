package io.github.standpipe.internal.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class NearestName {
  private NearestName() {}

  /** The closest name, if the edit distance is at most a third of its letters. */
  public static Optional<String> of(String name, Collection<String> names) {
    return names.stream()
        .filter(other -> Math.abs(name.length() - other.length()) <= most(other))
        .filter(other -> distance(name, other) <= most(other))
        .min(Comparator.comparingInt(other -> distance(name, other)));
  }

  private static int most(String other) {
    return Math.max(1, other.length() / 3);
  }

  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int column = 0; column < before.length; column++) {
      before[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] now = new int[before.length];
      now[0] = row;
      for (int column = 1; column < now.length; column++) {
        int same = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        now[column] =
            Math.min(before[column - 1] + same, 1 + Math.min(before[column], now[column - 1]));
      }
      before = now;
    }
    return before[other.length()];
  }
}
