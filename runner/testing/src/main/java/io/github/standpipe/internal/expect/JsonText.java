package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.Optional;

/** A text that contains JSON, like the body of a message. */
final class JsonText {
  private JsonText() {}

  static Optional<JsonNode> in(JsonNode text) {
    if (!text.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parseStrictly(text.textValue()));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // then the text itself counts
    }
  }

  /** The object or array in a text; a text such as {@code 5} is only a text. */
  static Optional<JsonNode> containerIn(JsonNode text) {
    boolean likely = text.isTextual() && text.textValue().stripLeading().matches("(?s)[{\\[].*");
    return likely ? in(text).filter(JsonNode::isContainerNode) : Optional.empty();
  }
}
