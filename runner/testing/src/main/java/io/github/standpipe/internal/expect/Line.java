package io.github.standpipe.internal.expect;

import java.util.List;

/** Finds the line of a path in a JSON text. */
public final class Line {
  private Line() {}

  /**
   * The line, from 1 on, of the value at a path such as {@code $[0].total}; if there is no value,
   * the line of its nearest existing parent.
   *
   * @param text JSON
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
