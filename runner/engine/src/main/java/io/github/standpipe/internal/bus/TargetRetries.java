package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Arrival;
import java.util.function.Supplier;

/** Retries a target that a live run could not reach (rule {@code bus-retry}). */
record TargetRetries(RetryPolicy policy, Outlet outlet) {

  /** The final result of a delivery to a target. */
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
