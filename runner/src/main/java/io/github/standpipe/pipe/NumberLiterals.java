package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The numbers a pattern compares exactly, by path. AWS's documents say that 300 and 300.0 differ,
 * event-ruler says that they are equal (rule {@code U6}); where that decides, it must be told.
 */
record NumberLiterals(Map<String, List<BigDecimal>> byPath) {

  static NumberLiterals in(JsonNode pattern) {
    Map<String, List<BigDecimal>> byPath = new HashMap<>();
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
            at(List.of(e.getKey().substring(1).split("\\.")), record)
                .anyMatch(number -> onlyByValue(number, e.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean onlyByValue(BigDecimal number, List<BigDecimal> literals) {
    return literals.stream().noneMatch(number::equals)
        && literals.stream().anyMatch(literal -> literal.compareTo(number) == 0);
  }

  private static Stream<BigDecimal> at(List<String> path, JsonNode value) {
    if (value.isArray()) {
      List<JsonNode> items = new ArrayList<>();
      value.forEach(items::add);
      return items.stream().flatMap(item -> at(path, item));
    }
    if (path.isEmpty()) {
      return value.isNumber() ? Stream.of(value.decimalValue()) : Stream.empty();
    }
    return value.has(path.getFirst())
        ? at(path.subList(1, path.size()), value.get(path.getFirst()))
        : Stream.empty();
  }
}
