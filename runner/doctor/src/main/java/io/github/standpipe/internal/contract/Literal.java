package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.parser.Token;
import io.github.standpipe.json.Json;

/** The literals of a transform. */
final class Literal {
  static final JsonNode NULL = NullNode.getInstance();

  private Literal() {}

  static JsonNode of(Token token) {
    try {
      return Json.parse(token.image);
    } catch (JsonProcessingException e) {
      return NULL;
    }
  }

  /** A key as it is written: a name or a string. */
  static String name(Token token) {
    return token.image.startsWith("\"") ? of(token).asText() : token.image;
  }
}
