package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** The documents behind the keys of an event, for an enricher that is written in Java. */
@FunctionalInterface
public interface Documents {

  /**
   * Gives a document, which nobody changes; JSON null where there is none, where the key is null or
   * missing, and while it is still to be fetched. Where it cannot be given, because the look-up is
   * not configured, say, or the key is none, the event's evaluation ends, and the event has failed.
   *
   * <p>So what an event needs is best asked for before any of it is judged: a key that is asked for
   * only after another document was there is fetched a round later.
   *
   * @param lookup a name; {@code customers} is what the variable {@code LOOKUP_CUSTOMERS} names
   * @param key a string, a whole number, or an array of them
   */
  JsonNode find(String lookup, JsonNode key);

  default JsonNode find(String lookup, String key) {
    return find(lookup, TextNode.valueOf(key));
  }

  /**
   * Gives the documents of several keys, which are asked for together: all of an order's products
   * in one request, say, before the first is judged.
   *
   * @param lookup as {@link #find(String, JsonNode)} takes it
   * @param keys as {@link #find(String, JsonNode)} takes each
   * @return the documents in the order of the keys, each as {@link #find(String, JsonNode)} gives
   *     it
   */
  default List<JsonNode> findAll(String lookup, Iterable<? extends JsonNode> keys) {
    List<JsonNode> documents = new ArrayList<>();
    keys.forEach(key -> documents.add(find(lookup, key)));
    return documents;
  }
}
