package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a function that did nothing else.
 *
 * @param around the surroundings of the call, for what follows
 */
record QuickAnswer(byte[] bytes, EventSurroundings around) {

  /** Calls the function of a pipe; empty if it failed, or quarantined something. */
  static Optional<QuickAnswer> of(ShadowSide side, byte[] request) {
    if (request.length > Enrichment.MAXIMUM_PAYLOAD) {
      return Optional.empty();
    }
    EventSurroundings around = new EventSurroundings(false);
    try {
      byte[] answer = around.call(side.function().orElseThrow(), request);
      return around.isPlain() ? Optional.of(new QuickAnswer(answer, around)) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (Exception | AssertionError | StackOverflowError | LinkageError e) {
      return Optional.empty(); // the stages say so again
    }
  }

  /** Its events; empty for an answer that is not plainly a batch of at least one. */
  Optional<JsonNode> events() {
    try {
      JsonNode json = Json.parse(bytes);
      boolean plain = json.isArray() && !json.isEmpty();
      for (JsonNode event : json) {
        plain &= event.isObject();
      }
      return plain ? Optional.of(json) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // the stages say so again
    }
  }

  static List<JsonNode> list(JsonNode events) {
    List<JsonNode> list = new ArrayList<>();
    events.forEach(list::add);
    return list;
  }
}
