package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Is told what a function does on its way to an answer; on a desk, never on Lambda. */
public interface LookupObserver {
  /** Looks away. */
  LookupObserver NONE = new LookupObserver() {};

  /** An event was found in a record, {@code record 2 (message-2)}. */
  default void read(String record, JsonNode event) {}

  /** A look-up was asked for keys, in a round from 1 on, and found documents for some of them. */
  default void asked(int round, String lookup, Set<String> keys, Set<String> found) {}

  /** The same, with the keys in the order of asking and the documents that were found. */
  default void answered(String lookup, List<String> keys, Map<String, JsonNode> documents) {}

  /** An evaluation of an event gave no verdict, since it waits for documents. */
  default void pending(JsonNode event) {}

  /**
   * An item of the request, as it came, has a verdict: the enricher's, or that of its body or its
   * version. What becomes of a failure is settled after it.
   */
  default void judged(JsonNode item, Verdict verdict) {}

  /** How an item leaves the flow, other than with its batch. */
  enum Exit {
    DROPPED,
    QUARANTINED,
    /** It went back to the source queue, as a new message. */
    SENT_BACK
  }

  /**
   * An item of the request, as it came, is not in the answer that is about to be given; its batch
   * may still return, by the target.
   */
  default void left(JsonNode item, Exit exit) {}

  /** An integer did not fit into 64 bits at a place of a transform, {@code file:line:column}. */
  default void overflowed(String place) {}

  /** A transform failed on an event that was read. */
  default void failed(JsonNode event, Failure failure) {}
}
