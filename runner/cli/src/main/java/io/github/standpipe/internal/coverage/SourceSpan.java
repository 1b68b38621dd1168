package io.github.standpipe.internal.coverage;

/** A part of a text. */
public record SourceSpan(int from, int to) {
  static final SourceSpan NONE = new SourceSpan(0, 0);

  boolean holds(SourceSpan other) {
    return from <= other.from && other.to <= to && other.from < other.to;
  }
}
