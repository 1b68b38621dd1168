package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a reader needs a value to be.
 *
 * @param type a type of JSON Schema; empty for any
 * @param values the only values that are let through; empty for any
 */
public record ValueNeed(String type, List<JsonNode> values) {
  static final ValueNeed ANY = new ValueNeed("", List.of());
  static final ValueNeed NUMBER = new ValueNeed("number", List.of());
  static final ValueNeed ARRAY = new ValueNeed("array", List.of());

  public ValueNeed {
    values = List.copyOf(values);
  }
}
