package io.github.standpipe.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.event.ruler.Machine;

/**
 * The matchers for the values at one path, in all patterns of a filter. A test for presence, {@code
 * {"exists": true}}, does not compare values.
 */
public final class PathMatchers {
  private static final String VALUE = "v";

  private final List<Machine> matchers = new ArrayList<>();
  private final List<JsonNode> literals = new ArrayList<>();

  private PathMatchers() {}

  /** The matchers of a filter, by the path in the record: {@code body.detail.status}. */
  public static Map<String, PathMatchers> of(FilterCriteria criteria) {
    Map<String, PathMatchers> byPath = new TreeMap<>();
    for (FilterPattern pattern : criteria.patterns()) {
      try {
        collect("", Json.parse(pattern.text()), byPath);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the pattern was checked", e);
      }
    }
    return byPath;
  }

  private static void collect(String path, JsonNode pattern, Map<String, PathMatchers> byPath) {
    for (Map.Entry<String, JsonNode> field : pattern.properties()) {
      String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      if (PatternRules.isOr(field)) {
        field.getValue().forEach(branch -> collect(path, branch, byPath));
      } else if (field.getValue().isArray()) {
        for (JsonNode matcher : field.getValue()) {
          if (!matcher.has("exists")) {
            byPath.computeIfAbsent(below, p -> new PathMatchers()).add(matcher);
          }
        }
      } else {
        collect(below, field.getValue(), byPath);
      }
    }
  }

  private void add(JsonNode matcher) {
    try {
      Machine machine = Machine.builder().build();
      machine.addRule(VALUE, Json.text(Json.object().set(VALUE, Json.array().add(matcher))));
      matchers.add(machine);
      addLiterals(matcher);
    } catch (IOException e) {
      throw new IllegalStateException("the pattern was checked", e);
    }
  }

  private void addLiterals(JsonNode matcher) {
    if (matcher.isTextual() || matcher.isNumber()) {
      literals.add(matcher);
    }
    matcher.forEach(this::addLiterals);
  }

  /** Whether each matcher matches both values, or neither. */
  public boolean takeAlike(JsonNode one, JsonNode other) {
    return matchers.stream().allMatch(matcher -> takes(matcher, one) == takes(matcher, other));
  }

  private static boolean takes(Machine matcher, JsonNode value) {
    return !matcher.rulesForJSONEvent(Json.object().set(VALUE, value)).isEmpty();
  }

  /** The strings and numbers that values are compared with. */
  public List<JsonNode> literals() {
    return List.copyOf(literals);
  }
}
