package io.github.standpipe.internal.bus;

import io.github.standpipe.json.Fault;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What to do with a part of a template that cannot be read. */
enum Reading {
  /** It is a fault. */
  STRICT,
  /** It is left out as if it did not exist. */
  LENIENT;

  /** The part; empty if it is left out. */
  <T> Stream<T> of(Supplier<T> part) {
    try {
      return Stream.of(part.get());
    } catch (Fault e) {
      if (this == STRICT) {
        throw e;
      }
      return Stream.empty();
    }
  }
}
