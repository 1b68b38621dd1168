package io.github.standpipe.internal.local;

import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.bus.BusTrace.Arrival;
import io.github.standpipe.internal.bus.BusTrace.Decision;
import java.util.stream.Stream;

/** Determines from an event's trace what became of it. */
final class EventEnd {
  private EventEnd() {}

  /**
   * The fate of an event.
   *
   * @param messages the number that the pipe's queue took
   * @param letters the number that dead-letter queues took
   */
  static EventFate of(BusTrace trace, int messages, int letters) {
    if (messages > 0) {
      return EventFate.DELIVERED;
    }
    if (letters > 0) {
      return EventFate.DEAD_LETTERED;
    }
    if (has(trace, Arrival.Undelivered.class)) {
      return EventFate.LOST;
    }
    if (has(trace, Arrival.Open.class) || isUndecided(trace)) {
      return EventFate.UNDECIDED;
    }
    return has(trace, Arrival.Queued.class) || has(trace, Arrival.Elsewhere.class)
        ? EventFate.ELSEWHERE
        : EventFate.UNMATCHED;
  }

  /** The number of deliveries to targets that are not followed. */
  static int unreached(BusTrace trace) {
    return (int) trace.arrivals().filter(Arrival.Elsewhere.class::isInstance).count();
  }

  private static boolean has(BusTrace trace, Class<? extends Arrival> kind) {
    return trace.arrivals().anyMatch(kind::isInstance);
  }

  private static boolean isUndecided(BusTrace trace) {
    return traces(trace)
        .flatMap(one -> one.routes().stream())
        .anyMatch(route -> route.decision() instanceof Decision.Undecided);
  }

  /** The trace of the bus, and those of the topics and buses behind it. */
  private static Stream<BusTrace> traces(BusTrace trace) {
    Stream<BusTrace> next =
        trace.routes().stream()
            .flatMap(route -> route.deliveries().stream())
            .flatMap(delivery ->
                delivery.arrival() instanceof Arrival.Forwarded(BusTrace behind)
                    ? traces(behind)
                    : Stream.empty());
    return Stream.concat(Stream.of(trace), next);
  }
}
