package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Observes what a function does while it computes an answer; in local runs, never on Lambda. */
public interface LookupObserver {
  /** Ignores everything. */
  LookupObserver NONE = new LookupObserver() {};

  /**
   * An event was found in a record.
   *
   * @param record the item of the request, {@code record 2 (message-2)}
   * @param event the event
   */
  default void read(String record, JsonNode event) {}

  /**
   * A look-up was called for keys in a round, and found documents for some of them.
   *
   * @param round the round of the batch, from 1 on
   * @param lookup its name
   * @param keys the requested keys
   * @param found those that have a document
   */
  default void asked(int round, String lookup, Set<String> keys, Set<String> found) {}

  /**
   * A look-up was called, with the keys in the order of the request and the documents that were
   * found.
   *
   * @param lookup its name
   * @param keys the requested keys, in order
   * @param documents the documents by key; a key without a document is left out
   */
  default void answered(String lookup, List<String> keys, Map<String, JsonNode> documents) {}

  /**
   * An evaluation of an event gave no verdict because it waits for documents.
   *
   * @param event the event
   */
  default void pending(JsonNode event) {}

  /**
   * An item of the request, as it came, has a verdict: the enricher's, or that of its body or its
   * version. What happens to a failure is decided later.
   *
   * @param item the item of the request
   * @param verdict the verdict on it
   */
  default void judged(JsonNode item, Verdict verdict) {}

  /** How an item leaves the flow other than with its batch. */
  enum Exit {
    /** It does not go on, and counts as done. */
    DROPPED,
    /** It is in the quarantine queue. */
    QUARANTINED,
    /** It went back to the source queue, as a new message. */
    SENT_BACK
  }

  /**
   * An item of the request, as it came, is not in the answer; its batch may still return because of
   * the target.
   *
   * @param item the item of the request
   * @param exit how it left
   */
  default void left(JsonNode item, Exit exit) {}

  /**
   * An integer did not fit into 64 bits at a place of a transform.
   *
   * @param place {@code file:line:column}
   */
  default void overflowed(String place) {}

  /**
   * A transform failed on an event.
   *
   * @param event the event
   * @param failure where and why, with values
   */
  default void failed(JsonNode event, Failure failure) {}
}
