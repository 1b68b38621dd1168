package io.github.standpipe.internal.scaffold;

import java.util.Locale;

/** The kind of the new part; it always comes with a pipe, without which it could not be tested. */
public enum ScaffoldKind {
  ENRICHER,
  TRANSFORM,
  PIPE;

  /** Its name in a command. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The optional suffix of a name of this kind, which is left out of derived names. */
  String suffix() {
    return name().charAt(0) + word().substring(1);
  }
}
