package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Arrival;

/** The queues, topics and buses that can receive something, by their ARNs. */
interface Destinations {

  /** Whether a bus is in the template. */
  boolean knowsBus(String arn);

  /** Sends a message to a queue or a topic. */
  Arrival send(String arn, SentMessage message, Hops hops);

  /** Puts an event on another Classic bus (rule {@code bus-to-bus}). */
  Arrival putOnAnotherBus(String arn, ClassicEvent event, Hops hops);

  /** Puts an event on a custom event bus (rule {@code custom-bus-to-bus}). */
  Arrival putOnCustomBus(String arn, CustomEvent event, Hops hops);
}
