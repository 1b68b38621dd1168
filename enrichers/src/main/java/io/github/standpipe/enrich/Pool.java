package io.github.standpipe.enrich;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  /** Lends one that nobody else uses until it is given back. */
  T lend() {
    T idling = idle.poll();
    return idling == null ? making.get() : idling;
  }

  void giveBack(T lent) {
    idle.add(lent);
  }
}
