package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Set;

/** Finds the documents behind a set of keys. The only place an enricher meets the network. */
@FunctionalInterface
public interface Lookup {

  /**
   * Gives the documents it finds, by key; a key that has none is left out. A document may be shared
   * by several events and kept in a cache, so nobody changes one.
   *
   * @param keys at least one
   * @param invocation its {@link Invocation#deadline} says until when this may take
   * @throws RuntimeException when it could not be asked; the whole batch then returns
   */
  Map<String, JsonNode> find(Set<String> keys, Invocation invocation);

  /**
   * Stands in place of a document that is there and cannot be used. Only the events that ask for it
   * fail, with this reason, and not the batch.
   */
  static JsonNode unusable(String why) {
    return JsonNodeFactory.instance.pojoNode(new Fault(why));
  }
}
