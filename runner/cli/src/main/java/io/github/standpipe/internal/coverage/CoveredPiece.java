package io.github.standpipe.internal.coverage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A piece, and how often each of its outcomes was seen.
 *
 * @param cases by outcome, how many cases saw it
 */
public record CoveredPiece(Spot spot, List<Integer> cases) {
  /** In source order, an outer piece before its inner ones. */
  static final Comparator<CoveredPiece> AS_WRITTEN =
      Comparator.<CoveredPiece>comparingInt(piece -> piece.spot().span().from())
          .thenComparing(piece -> -piece.spot().span().to())
          .thenComparing(piece -> piece.spot().kind());

  public CoveredPiece {
    cases = List.copyOf(cases);
  }

  /**
   * Evaluates a piece from the marks of cases.
   *
   * @param number the index of the piece among the marked ones
   * @param marks by case, the outcomes that it saw, in the numbering of {@link Marks}
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

  /** The outcome that no case saw, such as {@code never true}; empty if all were seen. */
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

  /** The part that is not evaluated because of it. */
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
