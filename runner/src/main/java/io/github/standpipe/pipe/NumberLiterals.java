package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The numbers a pattern compares exactly, by path. AWS's documents say that 300 and 300.0 differ,
 * event-ruler says that they are equal (rule {@code U6}); where that decides, it must be told.
 */
record NumberLiterals(Map<String, List<BigDecimal>> byPath) {

  static NumberLiterals in(JsonNode pattern) {
    Map<String, List<BigDecimal>> byPath = new TreeMap<>();
    collect("", pattern, byPath);
    return new NumberLiterals(byPath);
  }

  private static void collect(String path, JsonNode value, Map<String, List<BigDecimal>> byPath) {
    if (value.isObject()) {
      value.properties().forEach(f -> collect(path + "." + f.getKey(), f.getValue(), byPath));
    } else if (value.isArray() && path.endsWith(".$or")) {
      String around = path.substring(0, path.length() - ".$or".length());
      value.forEach(branch -> collect(around, branch, byPath));
    } else if (value.isArray()) {
      for (JsonNode matcher : value) {
        if (matcher.isNumber()) {
          byPath.computeIfAbsent(path, p -> new ArrayList<>()).add(matcher.decimalValue());
        }
      }
    }
  }

  /** The path at which a record's number equals a literal by value only. */
  Optional<String> writtenDifferently(JsonNode record) {
    return byPath.entrySet().stream()
        .filter(e ->
            at(List.of(e.getKey().substring(1).split("\\.")), record).stream()
                .anyMatch(number -> onlyByValue(number, e.getValue())))
        .map(e -> e.getKey().substring(1))
        .findFirst();
  }

  private static boolean onlyByValue(BigDecimal number, List<BigDecimal> literals) {
    return literals.stream().noneMatch(number::equals)
        && literals.stream().anyMatch(literal -> literal.compareTo(number) == 0);
  }

  private static List<BigDecimal> at(List<String> path, JsonNode record) {
    List<JsonNode> found = List.of(record);
    for (String key : path) {
      found = elements(found).stream().filter(v -> v.has(key)).map(v -> v.get(key)).toList();
    }
    return elements(found).stream().filter(JsonNode::isNumber).map(JsonNode::decimalValue).toList();
  }

  /** The values themselves, with arrays, however deep, replaced by what they hold. */
  private static List<JsonNode> elements(List<JsonNode> values) {
    List<JsonNode> elements = new ArrayList<>();
    Deque<JsonNode> open = new ArrayDeque<>(values);
    while (!open.isEmpty()) {
      JsonNode value = open.pop();
      if (value.isArray()) {
        value.forEach(open::push);
      } else {
        elements.add(value);
      }
    }
    return elements;
  }
}
