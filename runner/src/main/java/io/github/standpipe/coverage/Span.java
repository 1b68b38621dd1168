package io.github.standpipe.coverage;

/** A part of a text. */
public record Span(int from, int to) {
  static final Span NONE = new Span(0, 0);

  boolean holds(Span other) {
    return from <= other.from && other.to <= to && other.from < other.to;
  }
}
