package io.github.standpipe.lookup;

import java.io.IOException;
import java.util.List;

/** One call to a service, for as many keys as it takes at once. */
@FunctionalInterface
interface Call {

  /**
   * Asks once, without a retry of its own.
   *
   * @throws IOException when no answer came; the call is then made again
   * @throws io.github.standpipe.enrich.Fault when it is no use to ask again
   */
  Answer ask(List<String> keys) throws IOException, InterruptedException;
}
