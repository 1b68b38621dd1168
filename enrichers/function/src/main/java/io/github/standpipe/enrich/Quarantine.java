package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the records that cannot go on, each in an envelope that states the reason:
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
   * {@return the queue that {@code QUARANTINE_QUEUE_URL} names, or its replacement in the
   * environment; empty if the variable is not set}
   *
   * @param environment the function's environment
   * @throws Fault if the value is not the URL of a queue
   */
  static Optional<Quarantine> in(Environment environment) {
    return SqsQuarantine.in(environment);
  }

  /**
   * Takes all of them, in order.
   *
   * @param envelopes at least one, in the form above
   * @param deadline the time by which this must be done
   * @throws Fault if it did not take all of them; the records then return to their queue
   */
  void take(List<ObjectNode> envelopes, Deadline deadline);

  /**
   * Also replaces the source queue, to which a function sends the records that do not fit into its
   * answer; a quarantine that only keeps envelopes does nothing.
   *
   * @param records SQS records as Pipes passed them on, in the order of the batch
   * @param deadline the time by which this must be done
   * @throws Fault if it did not take all of them; the batch then returns
   */
  default void sendBack(List<JsonNode> records, Deadline deadline) {}
}
