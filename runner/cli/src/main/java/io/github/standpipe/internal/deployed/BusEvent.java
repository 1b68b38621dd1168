package io.github.standpipe.internal.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** An event as PutEvents accepts it. */
final class BusEvent {
  private static final int MAXIMUM = 1_048_576;

  private BusEvent() {}

  static PutEventsRequestEntry entry(JsonNode event, String bus, int place) {
    String where = "event " + place;
    JsonNode detail = event.path("detail");
    if (!event.path("source").isTextual() || !event.path("detail-type").isTextual()) {
      throw new Fault(
          where, "is not an event of a bus; its body needs a source, a detail-type and a detail");
    }
    if (!detail.isObject()) {
      throw new Fault(where, "has no detail that is an object; a bus requires one");
    }
    String text = Json.text(detail);
    if (text.getBytes(StandardCharsets.UTF_8).length > MAXIMUM) {
      throw new Fault(where, "holds more than " + MAXIMUM + " bytes, the limit of a bus");
    }
    PutEventsRequestEntry.Builder entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source(event.get("source").textValue())
            .detailType(event.get("detail-type").textValue())
            .detail(text);
    if (event.path("time").isTextual()) {
      entry.time(time(event.get("time").textValue(), where));
    }
    if (event.path("resources").isArray()) {
      List<String> resources = new ArrayList<>();
      event.get("resources").forEach(r -> resources.add(r.asText()));
      entry.resources(resources);
    }
    return entry.build();
  }

  private static Instant time(String text, String where) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Fault(where, "has an invalid time; write one such as 2026-01-01T00:00:00Z");
    }
  }
}
