package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A state of a definition.
 *
 * @param name as the flow has it
 * @param type such as {@code Task}
 * @param jsonata whether its query language is JSONata and not JSONPath
 * @param fields the state as the definition writes it
 * @param flows the flows inside: the branches of a Parallel, the processor of a Map
 */
record State(
    String name, String type, boolean jsonata, JsonNode fields, java.util.List<Flow> flows) {

  boolean has(String field) {
    return fields.has(field);
  }

  /**
   * {@return a field as the definition writes it; a missing node if the state does not have it}
   *
   * @param field such as {@code Choices}
   */
  JsonNode field(String field) {
    return fields.path(field);
  }

  Optional<String> text(String field) {
    JsonNode value = fields.path(field);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /** The next state; empty if the flow ends here. */
  Optional<String> next() {
    return text("Next");
  }
}
