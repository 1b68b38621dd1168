package io.github.standpipe.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.jslt.JsltFunction;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.net.URLDecoder;

/**
 * The key of an object as S3 writes it into its notifications: URL-encoded, with a plus for a blank
 * (rule {@code s3-key}). It must be decoded before an object can be read by it.
 */
final class S3Key {
  /** The transform function that decodes a text. */
  static final JsltFunction FUNCTION = JsltFunction.of("url-decode", 1, S3Key::decoded);

  private S3Key() {}

  /** A record of a notification, its key decoded; nothing else of it is encoded. */
  static JsonNode decoded(JsonNode record) {
    JsonNode key = record.path("s3").path("object").path("key");
    if (!key.isTextual()) {
      return record;
    }
    ObjectNode decoded = record.deepCopy();
    ((ObjectNode) decoded.path("s3").path("object")).put("key", decoded(key.textValue()));
    return decoded;
  }

  private static JsonNode decoded(JsonNode[] arguments) {
    JsonNode text = arguments[0];
    if (text.isNull() || text.isMissingNode()) {
      return text;
    }
    if (!text.isTextual()) {
      throw new Fault("url-decode() takes a string, not " + Json.kind(text));
    }
    return TextNode.valueOf(decoded(text.textValue()));
  }

  /** A text that was never encoded in this way is returned unchanged. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
