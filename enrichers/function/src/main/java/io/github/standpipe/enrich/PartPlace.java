package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a part of an event came from: its place in the first split, and in each later one. It does
 * not change when a later enricher drops or splits other parts, so that a repeat is recognised.
 *
 * @param path the places from the first split on, joined by dots, such as {@code 2} or {@code 2.1};
 *     empty for an event that was never split
 * @param count the number of parts of the first split
 */
record PartPlace(String path, int count) {
  static final PartPlace WHOLE = new PartPlace("", 0);

  /** The place of one of the parts that this one becomes; a single one keeps its place. */
  PartPlace of(int number, int parts) {
    if (parts == 1) {
      return this;
    }
    return path.isEmpty()
        ? new PartPlace(String.valueOf(number), parts)
        : new PartPlace(path + "." + number, count);
  }

  /** Writes it as {@code part}: a number, or a text for a part of a part. */
  void writeTo(ObjectNode stamp) {
    if (path.isEmpty()) {
      return;
    }
    if (isPartOfPart()) {
      stamp.put("part", path);
    } else {
      stamp.put("part", Integer.parseInt(path));
    }
  }

  /** A reason that concerns this part only. */
  String describe(String reason) {
    if (path.isEmpty()) {
      return reason;
    }
    return "part " + path + (isPartOfPart() ? "" : " of " + count) + ": " + reason;
  }

  private boolean isPartOfPart() {
    return path.indexOf('.') >= 0;
  }
}
