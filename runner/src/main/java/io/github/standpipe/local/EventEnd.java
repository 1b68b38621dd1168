package io.github.standpipe.local;

import io.github.standpipe.bus.BusTrace;
import io.github.standpipe.bus.BusTrace.Arrival;
import io.github.standpipe.bus.BusTrace.Decision;
import java.util.stream.Stream;

/** Reads from an event's trace what became of it. */
final class EventEnd {
  private EventEnd() {}

  /**
   * The fate of an event.
   *
   * @param messages that the pipe's queue took
   * @param letters that dead-letter queues took
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

  /** How often it went to targets that are not followed. */
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

  /** That of the bus, and those of the topics and buses that it leads to. */
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
