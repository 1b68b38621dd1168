package io.github.standpipe.bus;

import io.github.standpipe.bus.BusTrace.Arrival;
import java.util.function.Supplier;

/** Tries a target again that a live run could not reach (rule {@code bus-retry}). */
record TargetRetries(RetryPolicy policy, Outlet outlet) {

  /** What a target did with what is sent, in the end. */
  Arrival of(Supplier<Arrival> send) {
    Arrival arrival = send.get();
    int retries = 0;
    while (arrival instanceof Arrival.Undelivered(DeliveryFailure why, var letter)
        && why.mayPass()) {
      if (retries == policy.attemptsHere()) {
        return new Arrival.Undelivered(why.afterRetries(retries), letter);
      }
      retries++;
      outlet.pause(retries);
      arrival = send.get();
    }
    return arrival;
  }
}
