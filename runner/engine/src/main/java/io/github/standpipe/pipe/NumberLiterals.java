package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * The numbers a pattern compares exactly, by path. AWS's documents say that 300 and 300.0 differ,
 * event-ruler says that they are equal (rule {@code U6}); if that decides, a warning says so.
 */
record NumberLiterals(Map<String, List<BigDecimal>> byPath, Set<String> compared) {

  static NumberLiterals in(JsonNode pattern) {
    Map<String, List<BigDecimal>> byPath = new TreeMap<>();
    Set<String> compared = new TreeSet<>();
    PatternLeaves.uncompiled(pattern).leaves().stream()
        .filter(leaf -> comparesNumbers(leaf.wanted()))
        .forEach(leaf -> compared.add(leaf.path()));
    collect("", pattern, byPath);
    return new NumberLiterals(byPath, compared);
  }

  /** Whether some matcher compares by value: a number or {@code numeric}. */
  static boolean comparesNumbers(JsonNode matchers) {
    return StreamSupport.stream(matchers.spliterator(), false)
        .anyMatch(matcher -> matcher.isNumber() || matcher.has("numeric"));
  }

  /** Whether event-ruler cannot compare a number: it is not the shortest form of a double. */
  static boolean isInexact(JsonNode value) {
    return value.isNumber() && isInexact(value.decimalValue());
  }

  static boolean isInexact(BigDecimal number) {
    double nearest = number.doubleValue();
    return Double.isInfinite(nearest) || BigDecimal.valueOf(nearest).compareTo(number) != 0;
  }

  /** The path at which a record's number is compared although event-ruler cannot do so. */
  Optional<String> comparedWithNothing(JsonNode record) {
    return compared.stream()
        .filter(path ->
            at(List.of(path.split("\\.")), record).stream()
                .anyMatch(number -> isInexact(number) && !isLiteral(path, number)))
        .findFirst();
  }

  private boolean isLiteral(String path, BigDecimal number) {
    return byPath.getOrDefault("." + path, List.of()).contains(number);
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

  /** The path at which a record's number equals a literal only by value. */
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

  /** The values themselves, with arrays of any depth replaced by their elements. */
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
