package io.github.standpipe.internal.shadow;

import java.util.ArrayList;
import java.util.List;

/** Finds where JSON objects and arrays end that follow each other in one line. */
final class ValueEnds {
  private int depth;
  private boolean isText;
  private boolean isEscaped;

  private ValueEnds() {}

  /** The place behind the last complete value; 0 if there is none. */
  static int last(byte[] line) {
    List<Integer> ends = in(line);
    return ends.isEmpty() ? 0 : ends.getLast();
  }

  /** The places behind each complete value. */
  static List<Integer> in(byte[] line) {
    ValueEnds scan = new ValueEnds();
    List<Integer> ends = new ArrayList<>();
    for (int at = 0; at < line.length; at++) {
      if (scan.ends(line[at])) {
        ends.add(at + 1);
      }
    }
    return ends;
  }

  private boolean ends(byte next) {
    if (isText) {
      isText = isEscaped || next != '"';
      isEscaped = !isEscaped && next == '\\';
      return false;
    }
    switch (next) {
      case '"' -> isText = true;
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {}
    }
    return depth == 0 && (next == '}' || next == ']');
  }
}
