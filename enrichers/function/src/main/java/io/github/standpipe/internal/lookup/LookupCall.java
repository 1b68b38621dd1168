package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One call to a service, for as many keys as it accepts at once. */
@FunctionalInterface
interface LookupCall {

  /**
   * Asks once, without a retry of its own.
   *
   * @param keys only those that {@link #withoutAsking} leaves to the service
   * @param figures where it counts its requests
   * @throws IOException if the service does not answer; the call is then retried
   * @throws io.github.standpipe.json.Fault if no call can succeed, whatever its keys
   */
  ServiceAnswer ask(List<String> keys, Figures figures) throws IOException, InterruptedException;

  /**
   * What is known of a key before anybody is asked: a missing node if no document can have it, a
   * {@link io.github.standpipe.enrich.Lookup#unusable document that cannot be used} if it cannot be
   * sent; empty if the service has to be asked.
   */
  default Optional<JsonNode> withoutAsking(String key) {
    return Optional.empty();
  }

  /** The number of parts of each key; 1 accepts any text. */
  default int parts() {
    return 1;
  }

  /** Whether a key does not have as many parts as {@link #parts} says. */
  default boolean isMisfit(String key) {
    return parts() > 1 && UriTemplate.parts(key).size() != parts();
  }
}
