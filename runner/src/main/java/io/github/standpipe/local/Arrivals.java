package io.github.standpipe.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What was sent to a queue that nobody else uses, held against what the server counts in it. */
final class Arrivals {
  private final LiveQueue queue;
  private final int before;
  private final List<String> ids = new ArrayList<>();

  private Arrivals(LiveQueue queue, int before) {
    this.queue = queue;
    this.before = before;
  }

  /** Those of a queue; nothing for one that cannot be counted, and so takes nothing either. */
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

  /** How many are not there; a FIFO queue takes those of one id once. */
  synchronized int missing() {
    int sent = queue.fifo() ? new HashSet<>(ids).size() : ids.size();
    return sent - (queue.depth().total() - before);
  }
}
