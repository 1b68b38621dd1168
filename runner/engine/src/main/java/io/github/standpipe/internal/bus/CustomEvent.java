package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * An event on a custom event bus in its three parts (rule {@code custom-addressing}).
 *
 * @param data the payload as JSON; empty for one that is not JSON
 * @param raw the payload as a queue receives it
 * @param metadata what the producer added: strings by name
 * @param systemMetadata what the service added: strings by name
 */
public record CustomEvent(
    Optional<JsonNode> data,
    String raw,
    ObjectNode metadata,
    ObjectNode systemMetadata,
    Instant ingested) {
  static final String ENVELOPE = "application/eventbridge+json";
  static final String BYTES = "application/octet-stream";

  public String id() {
    return systemMetadata.path("aws:EventId").asText();
  }

  Optional<String> group() {
    return text("EventGroupId");
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(systemMetadata.get(key)).map(JsonNode::asText);
  }

  /** Whether PutEvents published it. */
  boolean isEnveloped() {
    return text("ContentType").orElse("").equals(ENVELOPE);
  }

  /** The action that publishes such an event. */
  String action() {
    return isEnveloped() ? "events:PutEvents" : "events:PutRawEvents";
  }

  boolean isBytes() {
    return text("ContentType").orElse("").equals(BYTES);
  }

  /** The event as expressions and WITH_METADATA see it. */
  ObjectNode whole() {
    ObjectNode whole = Json.object();
    whole.set("Data", data.orElseGet(() -> Json.object().textNode(raw)));
    whole.set("Metadata", metadata);
    return whole.set("SystemMetadata", systemMetadata);
  }

  /** The event as a replaying subscriber receives it (rule {@code custom-replay}). */
  CustomEvent replayed() {
    return new CustomEvent(
        data, raw, metadata, systemMetadata.deepCopy().put("aws:DeliveryType", "REPLAY"), ingested);
  }
}
