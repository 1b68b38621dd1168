package io.github.standpipe.internal.coverage;

import java.util.Collection;

/** The reached share of something. */
public record Share(int covered, int total) {
  private static final int ALL = 100;

  static Share of(Collection<CoveredPiece> pieces) {
    return new Share(
        pieces.stream().mapToInt(CoveredPiece::covered).sum(),
        pieces.stream().mapToInt(CoveredPiece::total).sum());
  }

  /** Rounded down, so that 100 means all; 100 if there is nothing to reach. */
  public int percent() {
    return total == 0 ? ALL : (int) ((long) covered * ALL / total);
  }

  /** {@code 3 of 4}. */
  @Override
  public String toString() {
    return covered + " of " + total;
  }
}
