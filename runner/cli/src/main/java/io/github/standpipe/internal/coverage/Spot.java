package io.github.standpipe.internal.coverage;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A piece of a transform, a leaf of a filter, or a part of a bus or a machine.
 *
 * @param place its file, line and column; for a leaf the file, line and number of its pattern
 * @param text its source text
 * @param span its range in the file's text; empty for a leaf
 * @param behind for each outcome the part that is evaluated only after it; empty if there is none
 */
public record Spot(
    SpotKind kind, String place, String text, SourceSpan span, List<SourceSpan> behind) {
  public Spot {
    behind = List.copyOf(behind);
  }

  /** The same with another name of its place. */
  Spot placed(UnaryOperator<String> place) {
    return new Spot(kind, place.apply(this.place), text, span, behind);
  }
}
