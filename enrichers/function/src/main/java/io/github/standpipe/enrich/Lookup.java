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
   * Finds documents. A document may be shared by several events and kept in a cache, so it must not
   * be changed.
   *
   * @param keys at least one
   * @param invocation its {@link Invocation#deadline} bounds this call
   * @return the documents that it finds, by key; a key without a document is left out
   * @throws RuntimeException if the service cannot be reached; the whole batch then returns
   */
  Map<String, JsonNode> find(Set<String> keys, Invocation invocation);

  /**
   * {@return a value that replaces a document that exists but cannot be used}
   *
   * <p>Only the events that ask for it fail, with this reason, not the batch.
   *
   * @param why what is wrong with the document, in one line without its values
   */
  static JsonNode unusable(String why) {
    return JsonNodeFactory.instance.pojoNode(new Fault(why));
  }
}
