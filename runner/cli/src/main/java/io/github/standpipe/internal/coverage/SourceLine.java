package io.github.standpipe.internal.coverage;

import io.github.standpipe.json.Printable;

/** Source text as one short line. */
final class SourceLine {
  private static final int LONGEST = 70;

  private SourceLine() {}

  static String of(String source) {
    return Printable.shortened(String.join(" ", source.strip().split("\\s+")), LONGEST);
  }
}
