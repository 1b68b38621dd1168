package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.standpipe.json.Fault;
import java.util.Map;
import java.util.Set;

/** Finds the documents behind a set of keys. The only place an enricher meets the network. */
@FunctionalInterface
public interface Lookup {

  /**
   * Returns the documents that it finds, by key; a key without a document is left out. A document
   * may be shared by several events and kept in a cache, so it must not be changed.
   *
   * @param keys at least one
   * @param invocation its {@link Invocation#deadline} bounds this call
   * @throws RuntimeException if the service cannot be reached; the whole batch then returns
   */
  Map<String, JsonNode> find(Set<String> keys, Invocation invocation);

  /**
   * Replaces a document that exists but cannot be used. Only the events that ask for it fail, with
   * this reason, not the batch.
   */
  static JsonNode unusable(String why) {
    return JsonNodeFactory.instance.pojoNode(new Fault(why));
  }
}
