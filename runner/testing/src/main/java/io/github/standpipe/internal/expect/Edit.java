package io.github.standpipe.internal.expect;

import java.util.Comparator;
import java.util.List;

/** A part of a text that is replaced by another one. */
record Edit(int start, int end, String written) {

  static Edit insert(int at, String written) {
    return new Edit(at, at, written);
  }

  /** Applies edits that do not overlap; edits at the same place keep their order. */
  static String apply(List<Edit> edits, String text) {
    StringBuilder edited = new StringBuilder();
    int done = 0;
    for (Edit edit : edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
      edited.append(text, done, Math.max(done, edit.start)).append(edit.written);
      done = Math.max(done, edit.end);
    }
    return edited.append(text, done, text.length()).toString();
  }
}
