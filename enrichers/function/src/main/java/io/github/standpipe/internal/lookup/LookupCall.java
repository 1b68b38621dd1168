package io.github.standpipe.internal.lookup;

import io.github.standpipe.enrich.Figures;
import java.io.IOException;
import java.util.List;

/** One call to a service, for as many keys as it accepts at once. */
@FunctionalInterface
interface LookupCall {

  /**
   * Asks once, without a retry of its own.
   *
   * @param figures where it counts its requests
   * @throws IOException if there is no answer; the call is then retried
   * @throws io.github.standpipe.json.Fault if a retry is useless
   */
  ServiceAnswer ask(List<String> keys, Figures figures) throws IOException, InterruptedException;
}
