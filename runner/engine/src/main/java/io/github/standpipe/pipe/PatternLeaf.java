package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MatchType;
import software.amazon.event.ruler.Patterns;

/** One leaf of a pattern. Event-ruler also decides whether its matchers match a value. */
final class PatternLeaf {
  private static final String VALUE = "v";

  private final String path;
  private final String branch;
  private final JsonNode wanted;
  private final List<Machine> values = new ArrayList<>();
  private boolean takesAbsence;

  PatternLeaf(String path, String branch, JsonNode wanted) {
    this.path = path;
    this.branch = branch;
    this.wanted = wanted;
  }

  String path() {
    return path;
  }

  String branch() {
    return branch;
  }

  JsonNode wanted() {
    return wanted;
  }

  /** Each matcher separately, so that none can affect another. */
  void compile(List<Patterns> matchers) {
    values.clear();
    for (Patterns matcher : matchers) {
      if (matcher.type() == MatchType.ABSENT) {
        takesAbsence = true;
      } else {
        Machine machine = Machine.builder().build();
        machine.addPatternRule(VALUE, Map.of(VALUE, List.of(matcher)));
        values.add(machine);
      }
    }
  }

  boolean takesAbsence() {
    return takesAbsence;
  }

  boolean takes(JsonNode value) {
    JsonNode event = Json.object().set(VALUE, value);
    return values.stream().anyMatch(machine -> !machine.rulesForJSONEvent(event).isEmpty());
  }
}
