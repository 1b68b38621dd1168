package io.github.standpipe.internal.schema;

import java.util.Locale;

/** A side of a schema. */
public enum Party {
  /** Reads events that follow the new schema, and expects what the old one promises. */
  CONSUMER,

  /** Writes events that follow the old schema, and finds them checked by the new one. */
  PRODUCER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT) + "s";
  }
}
