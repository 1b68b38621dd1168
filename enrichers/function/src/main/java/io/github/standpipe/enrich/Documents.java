package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** The documents behind the keys of an event, for an enricher that is written in Java. */
@FunctionalInterface
public interface Documents {

  /**
   * Finds a document, a copy that the enricher may change; JSON null if there is none, if the key
   * is null or missing, and while the document is still to be fetched. If that is impossible, for
   * example because the look-up is not configured or the key is invalid, the evaluation of the
   * event ends and the event fails.
   *
   * <p>So ask for everything that an event needs before judging any of it: a key that is requested
   * only after another document has arrived is fetched a round later.
   *
   * @param lookup a name; {@code customers} is the look-up of the variable {@code LOOKUP_CUSTOMERS}
   * @param key a string, a whole number, or an array of them
   * @return the document, or JSON null
   */
  JsonNode find(String lookup, JsonNode key);

  /**
   * Finds the document of a key that is a string, as {@link #find(String, JsonNode)} does.
   *
   * @param lookup a name; {@code customers} is the look-up of the variable {@code LOOKUP_CUSTOMERS}
   * @param key the key
   * @return the document, or JSON null
   */
  default JsonNode find(String lookup, String key) {
    return find(lookup, TextNode.valueOf(key));
  }

  /**
   * Finds the documents of several keys, which are requested together: for example all products of
   * an order in one request, before the first is judged.
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
