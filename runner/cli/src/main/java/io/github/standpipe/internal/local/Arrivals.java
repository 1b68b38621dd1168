package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What was sent to a queue that nobody else uses, compared with the server's count. */
final class Arrivals {
  private final LiveQueue queue;
  private final int before;
  private final List<String> ids = new ArrayList<>();

  private Arrivals(LiveQueue queue, int before) {
    this.queue = queue;
    this.before = before;
  }

  /**
   * The arrivals of a queue; null for a queue that cannot be counted, which does not accept
   * messagess either.
   */
  static Optional<Arrivals> in(LiveQueue queue) {
    try {
      return Optional.of(new Arrivals(queue, queue.depth().total()));
    } catch (Fault e) {
      return Optional.empty();
    }
  }

  LiveQueue queue() {
    return queue;
  }

  synchronized void sent(List<? extends JsonNode> envelopes) {
    envelopes.forEach(envelope -> ids.add(envelope.path("messageId").asText()));
  }

  /** How many are missing; a FIFO queue takes messages with the same id once. */
  synchronized int missing() {
    int sent = queue.fifo() ? new HashSet<>(ids).size() : ids.size();
    return sent - (queue.depth().total() - before);
  }
}
