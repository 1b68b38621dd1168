package io.github.standpipe.bus;

import java.util.Optional;

/**
 * What the buses of a live run reach besides the trace. A run on paper reaches nothing, and all
 * that is sent arrives.
 */
public interface Outlet {
  /** Of a run on paper. */
  Outlet NONE = new Outlet() {};

  /** A message is sent to a queue; the answer is why the queue did not take it, if it did not. */
  default Optional<DeliveryFailure> deliver(QueueMessage message) {
    return Optional.empty();
  }

  /** An event is on a Classic bus, before a rule sees it; it may have come from another bus. */
  default void archive(String busArn, ClassicEvent event) {}

  /**
   * A target is about to be tried again.
   *
   * @param retry counts from 1
   */
  default void pause(int retry) {}
}
