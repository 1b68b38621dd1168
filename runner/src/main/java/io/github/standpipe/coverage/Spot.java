package io.github.standpipe.coverage;

import java.util.List;

/**
 * A piece of a transform, or a leaf of a filter.
 *
 * @param place its file, line and column; of a leaf the file, line and number of its pattern
 * @param text what is written there
 * @param span where that is in the file's text; empty for a leaf
 * @param behind what is evaluated after each outcome only; empty where nothing is
 */
public record Spot(Kind kind, String place, String text, Span span, List<Span> behind) {
  public Spot {
    behind = List.copyOf(behind);
  }
}
