package io.github.standpipe.coverage;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A piece of a transform, a leaf of a filter, or a part of a bus or a machine.
 *
 * @param place its file, line and column; of a leaf the file, line and number of its pattern
 * @param text what is written there
 * @param span where that is in the file's text; empty for a leaf
 * @param behind what is evaluated after each outcome only; empty where nothing is
 */
public record Spot(
    SpotKind kind, String place, String text, SourceSpan span, List<SourceSpan> behind) {
  public Spot {
    behind = List.copyOf(behind);
  }

  /** The same, with a place that is named otherwise. */
  Spot placed(UnaryOperator<String> place) {
    return new Spot(kind, place.apply(this.place), text, span, behind);
  }
}
