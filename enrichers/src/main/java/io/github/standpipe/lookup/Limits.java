package io.github.standpipe.lookup;

import io.github.standpipe.enrich.LookupUri;
import java.time.Duration;

/**
 * How much a look-up may ask of its service.
 *
 * @param keys how many one call takes
 * @param timeout how long one call may take
 * @param within how long all calls for a round's keys may take, retries included
 * @param tries how often a call that brings nothing is made
 * @param parallel how many calls are under way at once
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
}
