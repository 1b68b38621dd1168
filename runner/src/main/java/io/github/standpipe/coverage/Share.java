package io.github.standpipe.coverage;

import java.util.Collection;

/** How much of something was reached. */
public record Share(int covered, int total) {
  private static final int ALL = 100;

  static Share of(Collection<CoveredPiece> pieces) {
    return new Share(
        pieces.stream().mapToInt(CoveredPiece::covered).sum(),
        pieces.stream().mapToInt(CoveredPiece::total).sum());
  }

  /** Rounded down, so that 100 is all; of nothing all is reached. */
  public int percent() {
    return total == 0 ? ALL : (int) ((long) covered * ALL / total);
  }

  /** {@code 3 of 4}. */
  @Override
  public String toString() {
    return covered + " of " + total;
  }
}
