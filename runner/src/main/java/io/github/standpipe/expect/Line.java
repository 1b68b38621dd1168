package io.github.standpipe.expect;

import java.util.List;

/** Finds the line of a JSON text that a path leads to. */
public final class Line {
  private Line() {}

  /**
   * The line, from 1 on, of what stands at a path such as {@code $[0].total}; where there is
   * nothing at it, of what is there on the way to it.
   *
   * @param text is JSON
   */
  public static int of(String text, String path) {
    int place = place(text, ValueSpan.of(text), JsonPath.ROOT, path);
    return (int) text.substring(0, place).chars().filter(c -> c == '\n').count() + 1;
  }

  private static int place(String text, ValueSpan value, String at, String path) {
    List<ValueSpan.Entry> entries = value.entries();
    boolean isObject = text.charAt(value.start()) == '{';
    for (int i = 0; i < entries.size(); i++) {
      ValueSpan.Entry entry = entries.get(i);
      String below = isObject ? JsonPath.member(at, entry.key()) : JsonPath.item(at, i);
      if (path.equals(below)) {
        return entry.start();
      }
      if (path.startsWith(below + ".") || path.startsWith(below + "[")) {
        int inside = place(text, entry.value(), below, path);
        return inside == entry.value().start() ? entry.start() : inside;
      }
    }
    return value.start();
  }
}
