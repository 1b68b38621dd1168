package io.github.standpipe.lookup;

import io.github.standpipe.enrich.Figures;
import java.io.IOException;
import java.util.List;

/** One call to a service, for as many keys as it takes at once. */
@FunctionalInterface
interface LookupCall {

  /**
   * Asks once, without a retry of its own.
   *
   * @param figures where it counts its requests
   * @throws IOException when no answer came; the call is then made again
   * @throws io.github.standpipe.enrich.Fault when it is no use to ask again
   */
  ServiceAnswer ask(List<String> keys, Figures figures) throws IOException, InterruptedException;
}
