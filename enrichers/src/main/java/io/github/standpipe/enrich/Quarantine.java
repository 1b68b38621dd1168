package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the records that cannot go on, each in an envelope that says why:
 *
 * <pre>{@code
 * {"reason": "...", "stage": "enrich", "outcome": "failure", "function": "...", "pipe": "...",
 *  "time": "...", "correlationId": "...", "messageId": "...",
 *  "metadata": {"id": "...", "domain": "..."}, "receives": 3,
 *  "lookups": {"calls": 1, "keys": 2, "cacheHits": 0}, "trace": [...], "record": {...}}
 * }</pre>
 */
@FunctionalInterface
public interface Quarantine {

  /**
   * Takes all of them, in order.
   *
   * @param deadline until when it may take
   * @throws Fault when it did not take all; the records then return to their queue
   */
  void take(List<ObjectNode> envelopes, Deadline deadline);

  /**
   * Stands in for the source queue too, to which a function sends back the records that do not fit
   * into its answer; what only keeps envelopes has nothing to do for them.
   *
   * @param deadline until when it may take
   * @throws Fault when it did not take all; the batch then returns
   */
  default void sendBack(List<JsonNode> records, Deadline deadline) {}

  /** The queue that {@code QUARANTINE_QUEUE_URL} names, or what stands in for it. */
  static Optional<Quarantine> in(Environment environment) {
    String url = environment.text("QUARANTINE_QUEUE_URL", "");
    return url.isEmpty()
        ? Optional.empty()
        : environment.quarantine().or(() -> Optional.of(SqsQuarantine.of(url, environment)));
  }
}
