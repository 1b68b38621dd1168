package io.github.standpipe.enrich;

import java.util.Iterator;
import java.util.SequencedMap;

/** Bounds what a function remembers between invocations. */
final class OldestEntries {
  private OldestEntries() {}

  /**
   * Removes the first entries of a map until it has no more than a number.
   *
   * @param most the maximum number of entries that are left
   */
  static void remove(SequencedMap<?, ?> entries, int most) {
    Iterator<?> oldest = entries.keySet().iterator();
    for (int over = entries.size() - most; over > 0; over--) {
      oldest.next();
      oldest.remove();
    }
  }
}
