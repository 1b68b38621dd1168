package io.github.standpipe.bus;

import io.github.standpipe.enrich.Fault;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What becomes of a part of a template that cannot be read. */
enum Reading {
  /** It is a fault. */
  STRICT,
  /** It is left out, as if it were not there. */
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
