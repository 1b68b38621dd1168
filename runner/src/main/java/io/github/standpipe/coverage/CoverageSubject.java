package io.github.standpipe.coverage;

import java.util.ArrayList;
import java.util.List;

/**
 * A transform, the filter of a pipe, a bus or a machine, and what was reached of it.
 *
 * @param name the file, from the project's folder; of a filter its pipe; of a machine its logical
 *     id
 * @param source the file's text; empty for what is not a transform
 */
public record CoverageSubject(String name, String source, List<CoveredPiece> pieces) {
  public CoverageSubject {
    pieces = List.copyOf(pieces);
  }

  public Share share() {
    return Share.of(pieces);
  }

  /** A piece and what no case saw of it. */
  public record Missing(CoveredPiece piece, String words) {
    /** {@code transforms/order.jslt:20:5: never true: .total > 50}. */
    public String line() {
      return piece.spot().place() + ": " + words + ": " + SourceLine.of(piece.spot().text());
    }
  }

  /** Whether no case comes here at all. */
  public boolean isUntouched() {
    return share().covered() == 0 && !pieces.isEmpty();
  }

  /** What was not reached; of what is never evaluated the outermost piece alone. */
  public List<Missing> missing() {
    List<Missing> missing = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      CoveredPiece piece = pieces.get(i);
      if (!isWithin(piece, pieces.subList(0, i))) {
        piece.missing().forEach(words -> missing.add(new Missing(piece, words)));
      }
    }
    return missing;
  }

  private boolean isWithin(CoveredPiece piece, List<CoveredPiece> before) {
    SourceSpan span = piece.spot().span();
    return pieces.stream().flatMap(p -> p.unreached().stream()).anyMatch(p -> p.holds(span))
        || piece.covered() == 0
            && before.stream().anyMatch(p -> p.covered() == 0 && p.spot().span().holds(span));
  }
}
