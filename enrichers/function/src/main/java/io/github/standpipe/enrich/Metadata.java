package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;

/**
 * The metadata of an event; empty if the event has none.
 *
 * <p>It is read from {@code detail.metadata} of an EventBridge envelope, whose own id and time are
 * the fallback, else from {@code metadata}, else from the body itself. Only an object counts as
 * metadata: an event may well have a field of that name, or one called {@code detail}, that is
 * something else.
 */
record Metadata(
    String id,
    String version,
    String timestamp,
    String domain,
    String service,
    String correlationId) {
  private static final int LONGEST = 128;

  /**
   * The metadata of a body.
   *
   * @param opened whether the body is known to be an EventBridge envelope; if not, it counts as one
   *     if it has a {@code detail-type} and an object as {@code detail}
   */
  static Metadata of(JsonNode body, boolean opened) {
    boolean enveloped = opened || isEnvelope(body);
    JsonNode own = enveloped ? inEnvelope(body) : metadata(body);
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
    ObjectNode described = Json.object();
    described.put("id", id).put("version", version).put("timestamp", timestamp);
    described.put("domain", domain).put("service", service);
    described.properties().removeIf(member -> member.getValue().textValue().isEmpty());
    return described;
  }

  private static boolean isEnvelope(JsonNode body) {
    return body.path("detail-type").isTextual() && body.path("detail").isObject();
  }

  private static JsonNode inEnvelope(JsonNode body) {
    JsonNode metadata = body.path("detail").path("metadata");
    return metadata.isObject() ? metadata : object(body.path("metadata"));
  }

  private static JsonNode metadata(JsonNode body) {
    return body.path("metadata").isObject() ? body.path("metadata") : object(body);
  }

  private static JsonNode object(JsonNode value) {
    return value.isObject() ? value : MissingNode.getInstance();
  }

  private static String first(JsonNode own, String name, JsonNode other, String otherName) {
    String text = text(own, name);
    return text.isEmpty() ? text(other, otherName) : text;
  }

  /** A short line that is fit for logs and other events; anything else counts as absent. */
  static String text(JsonNode at, String name) {
    JsonNode value = at.path(name);
    if (value.isTextual() || value.isIntegralNumber()) {
      return line(value.asText());
    }
    return value.isNumber() ? digits(value.decimalValue()) : "";
  }

  /** Without an exponent: a version {@code 1.0} may be a number, and so may a time. */
  private static String digits(BigDecimal number) {
    return Math.abs((long) number.scale()) <= LONGEST && number.precision() <= LONGEST
        ? line(number.toPlainString())
        : "";
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
