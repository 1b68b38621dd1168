package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;

/**
 * The key of a document as text. Strings and whole numbers are used as they are; an array, a key of
 * several parts, becomes its JSON text without blanks, with whole numbers as strings. So a look-up,
 * a cache and a fixture identify a key by one text, and no separator can be mistaken for a part of
 * it.
 */
final class LookupKeys {
  private LookupKeys() {}

  /** A key that is null, or has a null part, is not requested. */
  static boolean holdsNull(JsonNode key) {
    if (!key.isArray()) {
      return key.isNull();
    }
    for (JsonNode part : key) {
      if (part.isNull()) {
        return true;
      }
    }
    return false;
  }

  static String text(String lookup, JsonNode key) {
    return key.isArray() ? Json.text(composite(lookup, key)) : part(lookup, key).asText();
  }

  private static ArrayNode composite(String lookup, JsonNode key) {
    if (key.isEmpty()) {
      throw unusableKey(lookup, "an empty array");
    }
    ArrayNode parts = Json.array();
    for (JsonNode part : key) {
      // the pointer that the SQS extended client writes instead of a body contains an object
      if (part.isObject()) {
        parts.add(part);
      } else {
        parts.add(part(lookup, part).asText());
      }
    }
    return parts;
  }

  private static JsonNode part(String lookup, JsonNode key) {
    if (key.isTextual() || key.isIntegralNumber()) {
      return key;
    }
    throw unusableKey(lookup, key.isNumber() ? "a decimal number" : Json.kind(key));
  }

  private static Fault unusableKey(String lookup, String kind) {
    return new Fault(
        "look-up "
            + lookup
            + " takes a string, a whole number or an array of them as its key, not "
            + kind);
  }
}
