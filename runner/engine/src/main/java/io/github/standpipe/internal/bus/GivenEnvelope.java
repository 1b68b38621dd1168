package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * An event as a Classic bus hands it on, such as one of an AWS service, which no publisher can put
 * there. What is missing of its envelope is added.
 *
 * <pre>{@code
 * {"EventBusName": "...", "Event": {"source": "aws.ecs", "detail-type": "...", "detail": {}}}
 * }</pre>
 */
record GivenEnvelope(JsonNode entry) {
  private static final List<String> TEXTS =
      List.of("version", "id", "detail-type", "source", "account", "time", "region");

  static boolean is(JsonNode entry) {
    return entry.path("Event").isObject();
  }

  /** As it is written in a file. */
  static ObjectNode of(String bus, JsonNode event) {
    ObjectNode entry = Json.object();
    if (!bus.equals("default")) {
      entry.put("EventBusName", bus);
    }
    return entry.set("Event", event);
  }

  /**
   * What becomes of it.
   *
   * @throws Fault for an envelope that no bus creates
   */
  BusTrace trace(Feeders feeders, Surroundings around) {
    ObjectNode event = (ObjectNode) entry.path("Event");
    check(event);
    ClassicEvent whole =
        ClassicEvent.of(
            event.path("source").asText(),
            event.path("detail-type").asText(),
            around.clock().instant(),
            List.of(),
            event.path("detail"),
            around);
    String replay = event.path("replay-name").asText();
    ObjectNode written = event.deepCopy();
    written.remove("replay-name");
    whole.json().setAll(written);
    return feeders.put(
        feeders.resolve(entry.path("EventBusName").asText("default")),
        replay.isEmpty() ? whole : whole.replayed(replay),
        around);
  }

  private static void check(ObjectNode event) {
    Stream<String> required = Stream.of("source", "detail-type");
    Stream<String> written = TEXTS.stream().filter(event::has);
    Stream.concat(required, written)
        .filter(key -> !event.path(key).isTextual())
        .findFirst()
        .ifPresent(key -> {
          throw new Fault("Event has no text at " + key + "; write one");
        });
    if (!event.path("detail").isObject()) {
      throw new Fault("Event has no object at detail; write one");
    }
  }
}
