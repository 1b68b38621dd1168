package io.github.standpipe.scaffold;

import java.util.Locale;

/** What is new; a pipe around it, without which nothing could be tested, is too. */
public enum ScaffoldKind {
  ENRICHER,
  TRANSFORM,
  PIPE;

  /** How a command names it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a name of this kind may end with, which is left out of the names made of it. */
  String suffix() {
    return name().charAt(0) + word().substring(1);
  }
}
