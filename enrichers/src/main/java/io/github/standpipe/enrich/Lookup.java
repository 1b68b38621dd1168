package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** Finds the documents behind a set of keys. The only place an enricher meets the network. */
@FunctionalInterface
public interface Lookup {

  /**
   * Gives the documents it finds, by key; a key that has none is left out.
   *
   * @throws RuntimeException when it could not be asked; the whole batch then returns
   */
  Map<String, JsonNode> find(Set<String> keys);
}
