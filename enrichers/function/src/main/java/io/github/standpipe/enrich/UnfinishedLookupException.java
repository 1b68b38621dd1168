package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A look-up ended before each of its keys was answered, and a service is the reason rather than a
 * key. The batch returns; what was found is kept, so that the next receive goes on from there.
 */
public final class UnfinishedLookupException extends Fault {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, JsonNode> found;
  private final transient Set<String> missing;

  /**
   * A look-up that ended early.
   *
   * @param message why, without payload values
   * @param found the documents that it found, by key
   * @param missing the keys that have no document
   */
  public UnfinishedLookupException(
      String message, Map<String, JsonNode> found, Set<String> missing) {
    super(message);
    this.found = Map.copyOf(found);
    this.missing = Set.copyOf(missing);
  }

  /** The same, with more documents. */
  UnfinishedLookupException with(Map<String, JsonNode> more) {
    Map<String, JsonNode> all = new HashMap<>(more);
    all.putAll(found);
    return new UnfinishedLookupException(String.valueOf(getMessage()), all, missing);
  }

  /** {@return the documents that were found, by key} */
  public Map<String, JsonNode> found() {
    return found;
  }

  /** {@return the keys that have no document} */
  public Set<String> missing() {
    return missing;
  }
}
