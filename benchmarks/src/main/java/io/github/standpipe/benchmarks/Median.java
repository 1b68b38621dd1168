package io.github.standpipe.benchmarks;

import java.util.Collection;

/** The middle of what was measured, which a few disturbed rounds do not move. */
public final class Median {
  private Median() {}

  public static double of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
