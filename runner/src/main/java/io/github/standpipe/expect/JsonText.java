package io.github.standpipe.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import java.util.Optional;

/** A text that holds JSON, as the body of a message does. */
final class JsonText {
  private JsonText() {}

  static Optional<JsonNode> in(JsonNode text) {
    if (!text.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parseStrictly(text.textValue()));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // then it is the text itself that counts
    }
  }

  /** The object or array that a text holds; a text such as {@code 5} is only a text. */
  static Optional<JsonNode> containerIn(JsonNode text) {
    boolean likely = text.isTextual() && text.textValue().stripLeading().matches("(?s)[{\\[].*");
    return likely ? in(text).filter(JsonNode::isContainerNode) : Optional.empty();
  }
}
