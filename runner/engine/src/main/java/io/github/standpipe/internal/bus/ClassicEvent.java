package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An event as a Classic bus passes it on (rule {@code bus-envelope}).
 *
 * <pre>{@code
 * {"version": "0", "id": "...", "detail-type": "...", "source": "...", "account": "...",
 *  "time": "2026-01-01T00:00:00Z", "region": "...", "resources": [], "detail": {}}
 * }</pre>
 *
 * @param ingested when the bus accepted it
 */
public record ClassicEvent(ObjectNode json, Instant ingested) {

  /** An event that is put on a bus. */
  static ClassicEvent of(
      String source,
      String detailType,
      Instant time,
      List<String> resources,
      JsonNode detail,
      Surroundings around) {
    ObjectNode json = Json.object();
    json.put("version", "0").put("id", around.id());
    json.put("detail-type", detailType).put("source", source).put("account", around.account());
    json.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("region", around.region());
    resources.forEach(json.putArray("resources")::add);
    json.set("detail", detail);
    return new ClassicEvent(json, around.clock().instant());
  }

  public String id() {
    return json.path("id").asText();
  }

  /** When it happened, to the second. */
  public Instant time() {
    return Instant.parse(json.path("time").asText());
  }

  /**
   * Whether it comes from a replay; archives do not store such an event (rule {@code bus-archive}).
   */
  public boolean isReplayed() {
    return json.has("replay-name");
  }

  /** The event as a replay sends it. */
  ClassicEvent replayed(String replay) {
    ObjectNode named = Json.object();
    for (var field : json.properties()) {
      if (field.getKey().equals("resources")) {
        named.put("replay-name", replay);
      }
      named.set(field.getKey(), field.getValue());
    }
    return new ClassicEvent(named.put("replay-name", replay), ingested);
  }

  /** The event as another bus receives it, with a new id (rule {@code bus-to-bus}). */
  ClassicEvent onAnotherBus(Surroundings around) {
    return new ClassicEvent(json.deepCopy().put("id", around.id()), around.clock().instant());
  }
}
