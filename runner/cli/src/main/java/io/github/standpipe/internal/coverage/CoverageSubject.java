package io.github.standpipe.internal.coverage;

import java.util.ArrayList;
import java.util.List;

/**
 * A transform, the filter of a pipe, a bus or a machine, with its coverage.
 *
 * @param name the file relative to the project's folder; the pipe of a filter; the logical id of a
 *     machine
 * @param source the file's text; empty unless it is a transform
 */
public record CoverageSubject(String name, String source, List<CoveredPiece> pieces) {
  public CoverageSubject {
    pieces = List.copyOf(pieces);
  }

  public Share share() {
    return Share.of(pieces);
  }

  /** A piece and the outcomes that no case saw. */
  public record Missing(CoveredPiece piece, String words) {
    /** {@code transforms/order.jslt:20:5: never true: .total > 50}. */
    public String line() {
      return piece.spot().place() + ": " + words + ": " + SourceLine.of(piece.spot().text());
    }
  }

  /** Whether no case reaches it at all. */
  public boolean isUntouched() {
    return share().covered() == 0 && !pieces.isEmpty();
  }

  /**
   * The pieces that were not reached; of nested pieces that are never evaluated only the outermost.
   */
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
