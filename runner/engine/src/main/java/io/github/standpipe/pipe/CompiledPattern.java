package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import software.amazon.event.ruler.Machine;

/** A pattern by itself: event-ruler's verdict on it, and its leaves. */
final class CompiledPattern {
  private final FilterPattern pattern;
  private final PatternLeaves leaves;
  private final Machine forJson = Machine.builder().build();
  private final Machine forText = Machine.builder().build();

  CompiledPattern(FilterPattern pattern) {
    this.pattern = pattern;
    try {
      leaves = PatternLeaves.of(Json.parse(pattern.text()), pattern.text());
      pattern.addTo(forJson, FilterPattern.Form.JSON, 0);
      pattern.addTo(forText, FilterPattern.Form.TEXT, 0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the pattern was checked", e);
    }
  }

  FilterPattern pattern() {
    return pattern;
  }

  PatternLeaves leaves() {
    return leaves;
  }

  boolean matches(JsonNode record, FilterPattern.Form body) {
    Machine machine = body == FilterPattern.Form.TEXT ? forText : forJson;
    return !machine.rulesForJSONEvent(record).isEmpty();
  }
}
