package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Figures.Figure;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A look-up whose documents are already loaded, so that an event need not wait for them.
 *
 * @param byKey an object of documents
 */
record LookupFile(JsonNode byKey) implements Lookup {

  /** The document; a missing node if there is none. */
  JsonNode of(String key) {
    return byKey.path(key);
  }

  @Override
  public Map<String, JsonNode> find(Set<String> keys, Invocation invocation) {
    invocation.figures().add(Figure.LOOKUP_CALLS, 1);
    return of(keys);
  }

  /** All documents. */
  Map<String, JsonNode> of(Set<String> keys) {
    return keys.stream().filter(byKey::has).collect(Collectors.toMap(key -> key, byKey::get));
  }
}
