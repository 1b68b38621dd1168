package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;

/**
 * The metadata of an event; empty if the event has none.
 *
 * <p>It is read from {@code detail.metadata} of an EventBridge envelope, whose own id and time are
 * the fallback, else from {@code metadata}, else from the body itself.
 */
record Metadata(
    String id,
    String version,
    String timestamp,
    String domain,
    String service,
    String correlationId) {
  private static final int LONGEST = 128;

  static Metadata of(JsonNode body) {
    boolean enveloped = body.has("detail");
    JsonNode own = enveloped ? body.path("detail").path("metadata") : metadata(body);
    JsonNode envelope = enveloped ? body : Json.object();
    return new Metadata(
        first(own, "id", envelope, "id"),
        text(own, "version"),
        first(own, "timestamp", envelope, "time"),
        text(own, "domain"),
        text(own, "service"),
        text(own, "correlationId"));
  }

  /** The fields that are present, without the correlation id. */
  ObjectNode json() {
    ObjectNode told = Json.object();
    told.put("id", id).put("version", version).put("timestamp", timestamp);
    told.put("domain", domain).put("service", service);
    told.properties().removeIf(member -> member.getValue().textValue().isEmpty());
    return told;
  }

  private static JsonNode metadata(JsonNode body) {
    return body.has("metadata") ? body.path("metadata") : body;
  }

  private static String first(JsonNode own, String name, JsonNode other, String otherName) {
    String text = text(own, name);
    return text.isEmpty() ? text(other, otherName) : text;
  }

  /** A short line that is fit for logs and other events; anything else counts as absent. */
  static String text(JsonNode at, String name) {
    JsonNode value = at.path(name);
    return value.isTextual() || value.isIntegralNumber() ? line(value.asText()) : "";
  }

  static String line(String value) {
    String text = value.strip();
    for (int place = 0; place < text.length(); place++) {
      if (Character.isISOControl(text.charAt(place))) {
        return "";
      }
    }
    return text.length() <= LONGEST ? text : "";
  }
}
