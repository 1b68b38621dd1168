package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Observes what a function does while it computes an answer; in local runs, never on Lambda. */
public interface LookupObserver {
  /** Ignores everything. */
  LookupObserver NONE = new LookupObserver() {};

  /** An event was found in a record, {@code record 2 (message-2)}. */
  default void read(String record, JsonNode event) {}

  /**
   * A look-up was called for keys in a round, numbered from 1, and found documents for some of
   * them.
   */
  default void asked(int round, String lookup, Set<String> keys, Set<String> found) {}

  /** The same, with the keys in the order of the request and the documents that were found. */
  default void answered(String lookup, List<String> keys, Map<String, JsonNode> documents) {}

  /** An evaluation of an event gave no verdict because it waits for documents. */
  default void pending(JsonNode event) {}

  /**
   * An item of the request, as it came, has a verdict: the enricher's, or that of its body or its
   * version. What happens to a failure is decided later.
   */
  default void judged(JsonNode item, Verdict verdict) {}

  /** How an item leaves the flow other than with its batch. */
  enum Exit {
    DROPPED,
    QUARANTINED,
    /** It went back to the source queue, as a new message. */
    SENT_BACK
  }

  /**
   * An item of the request, as it came, is not in the answer; its batch may still return because of
   * the target.
   */
  default void left(JsonNode item, Exit exit) {}

  /** An integer did not fit into 64 bits at a place of a transform, {@code file:line:column}. */
  default void overflowed(String place) {}

  /** A transform failed on an event. */
  default void failed(JsonNode event, Failure failure) {}
}
