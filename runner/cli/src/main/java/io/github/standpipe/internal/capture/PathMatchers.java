package io.github.standpipe.internal.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterPattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.event.ruler.Machine;

/**
 * The matchers for the values at one path, in all patterns of a filter. A test for presence, {@code
 * {"exists": true}}, does not compare values.
 */
final class PathMatchers {
  private static final String VALUE = "v";

  private final List<Machine> matchers = new ArrayList<>();
  private final List<JsonNode> literals = new ArrayList<>();

  private PathMatchers() {}

  /** The matchers of a filter's patterns, by the path in the record: {@code body.detail.status}. */
  static Map<String, PathMatchers> of(List<FilterPattern> patterns) {
    Map<String, Set<JsonNode>> byPath = new TreeMap<>();
    for (FilterPattern pattern : patterns) {
      for (Map<String, JsonNode> way : FilterPattern.ways(parsed(pattern))) {
        way.forEach((path, leaf) ->
            leaf.forEach(
                matcher -> byPath.computeIfAbsent(path, p -> new LinkedHashSet<>()).add(matcher)));
      }
    }
    Map<String, PathMatchers> all = new TreeMap<>();
    byPath.forEach((path, matchers) -> of(matchers).ifPresent(one -> all.put(path, one)));
    return all;
  }

  private static JsonNode parsed(FilterPattern pattern) {
    try {
      return Json.parse(pattern.text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the pattern was checked", e);
    }
  }

  /** Empty if all of them only test for presence. */
  private static Optional<PathMatchers> of(Set<JsonNode> matchers) {
    PathMatchers path = new PathMatchers();
    matchers.stream().filter(matcher -> !matcher.has("exists")).forEach(path::add);
    return path.matchers.isEmpty() ? Optional.empty() : Optional.of(path);
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
