package io.github.standpipe.internal.bus;

import java.util.Optional;

/**
 * What the buses of a live run reach besides the trace. A simulated run reaches nothing, and
 * everything that is sent arrives.
 */
public interface Outlet {
  /** The outlet of a simulated run. */
  Outlet NONE = new Outlet() {};

  /** Sends a message to a queue; returns why the queue rejected it, if it did. */
  default Optional<DeliveryFailure> deliver(QueueMessage message) {
    return Optional.empty();
  }

  /** An event is on a Classic bus, before a rule sees it; it may have come from another bus. */
  default void archive(String busArn, ClassicEvent event) {}

  /**
   * A target is about to be retried.
   *
   * @param retry counts from 1
   */
  default void pause(int retry) {}
}
