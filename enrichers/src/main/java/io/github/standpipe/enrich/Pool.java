package io.github.standpipe.enrich;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lends things of which each serves one caller at a time; there are as many as are used at once.
 */
final class Pool<T> {
  private final Queue<T> idle = new ConcurrentLinkedQueue<>();
  private final Supplier<T> making;

  Pool(Supplier<T> making) {
    this.making = making;
  }

  /** Makes the first one now, so that what is wrong with it shows. */
  Pool<T> filled() {
    idle.add(making.get());
    return this;
  }

  /** Does work with one that nobody else uses meanwhile. */
  <R> R use(Function<T, R> work) {
    T idling = idle.poll();
    T used = idling == null ? making.get() : idling;
    try {
      return work.apply(used);
    } finally {
      idle.add(used);
    }
  }
}
