package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What becomes of one event of a batch. */
public sealed interface Verdict {

  /** The rich event goes on; several go on where the event was split; never none. */
  record Emit(List<JsonNode> events) implements Verdict {
    public Emit {
      events = List.copyOf(events);
      if (events.isEmpty()) {
        throw new IllegalArgumentException("an event that emits nothing is dropped: say why");
      }
    }
  }

  /** The event does not go on, and counts as done. */
  record Drop(String reason) implements Verdict {}

  /**
   * The event could not be made richer; the reason is one line without payload values. Pipes knows
   * no partial failure of an enrichment, so its batch returns to the queue with it.
   */
  record Fail(String reason) implements Verdict {}
}
