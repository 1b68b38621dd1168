package io.github.standpipe.enrich;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** A pool of things that serve one caller at a time; it grows to the number in use at once. */
final class Pool<T> {
  private final Queue<T> idle = new ConcurrentLinkedQueue<>();
  private final Supplier<T> making;

  Pool(Supplier<T> making) {
    this.making = making;
  }

  /** Creates the first one now, so that its errors show. */
  Pool<T> filled() {
    idle.add(making.get());
    return this;
  }

  /** Borrows one, which nobody else uses until it is returned. */
  T lend() {
    T idling = idle.poll();
    return idling == null ? making.get() : idling;
  }

  void giveBack(T lent) {
    idle.add(lent);
  }
}
