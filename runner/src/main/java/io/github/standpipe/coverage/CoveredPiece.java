package io.github.standpipe.coverage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A piece, and how often it came out in each way.
 *
 * @param cases by outcome, how many cases saw it
 */
public record CoveredPiece(Spot spot, List<Integer> cases) {
  /** As they are written, the outer piece before what is in it. */
  static final Comparator<CoveredPiece> AS_WRITTEN =
      Comparator.<CoveredPiece>comparingInt(piece -> piece.spot().span().from())
          .thenComparing(piece -> -piece.spot().span().to())
          .thenComparing(piece -> piece.spot().kind());

  public CoveredPiece {
    cases = List.copyOf(cases);
  }

  /**
   * A piece as cases saw it.
   *
   * @param number of the piece among those that were marked
   * @param marks by case, the outcomes that it saw, numbered as {@link Marks} does
   */
  static CoveredPiece of(Spot spot, int number, List<BitSet> marks) {
    return new CoveredPiece(
        spot,
        IntStream.range(0, spot.kind().outcomes())
            .mapToObj(outcome -> Marks.number(number, outcome))
            .map(mark -> (int) marks.stream().filter(m -> m.get(mark)).count())
            .toList());
  }

  public int total() {
    return cases.size();
  }

  public int covered() {
    return (int) cases.stream().filter(number -> number > 0).count();
  }

  /** What no case saw, {@code never true}; empty where there is nothing. */
  public List<String> missing() {
    if (covered() == 0) {
      return List.of(spot.kind().never());
    }
    return outcomes().filter(i -> cases.get(i) == 0).mapToObj(spot.kind()::missing).toList();
  }

  /** An outcome in words: {@code visited}. */
  public String way(int outcome) {
    return spot.kind().way(outcome);
  }

  /** What is not evaluated because of it. */
  public List<SourceSpan> unreached() {
    List<SourceSpan> spans = new ArrayList<>();
    outcomes()
        .filter(i -> cases.get(i) == 0 && i < spot.behind().size())
        .forEach(i -> spans.add(spot.behind().get(i)));
    return spans;
  }

  private IntStream outcomes() {
    return IntStream.range(0, cases.size());
  }
}
