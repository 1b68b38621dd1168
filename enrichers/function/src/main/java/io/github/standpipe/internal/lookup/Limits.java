package io.github.standpipe.internal.lookup;

import io.github.standpipe.enrich.Deadline;
import io.github.standpipe.enrich.LookupUri;
import java.time.Duration;

/**
 * The limits of a look-up's requests to its service.
 *
 * @param keys the maximum number of keys per call
 * @param timeout how long one call may take
 * @param within how long all calls for a round's keys may take, retries included
 * @param tries the maximum number of tries of a call
 * @param parallel the maximum number of calls in progress at once
 */
record Limits(int keys, Duration timeout, Duration within, int tries, int parallel) {

  /** The options {@code timeout}, {@code within}, {@code tries} and {@code parallel}. */
  static Limits of(LookupUri uri, int keys) {
    return new Limits(
        keys,
        uri.time("timeout", Duration.ofSeconds(2)),
        uri.time("within", Duration.ofSeconds(10)),
        uri.number("tries", 5, 100),
        uri.number("parallel", 16, 256));
  }

  /**
   * By when the calls for a round's keys must end: a quarter of the invocation's time is left for
   * what comes after them, be it to evaluate the events or to quarantine some of them.
   */
  Deadline deadline(Deadline invocation) {
    Duration left = invocation.remaining();
    return invocation.atMost(within).atMost(left.minus(left.dividedBy(4)));
  }

  /** The same without retries. */
  Limits once() {
    return new Limits(keys, timeout, timeout, 1, parallel);
  }
}
