package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Printable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The objects around a place, to identify it by the values beside it that are as expected. */
final class Around {
  private static final int MOST_VALUES = 3;
  private static final int MOST_LENGTH = 40;

  private final Deque<Both> objects = new ArrayDeque<>();

  private record Both(JsonNode expected, JsonNode actual) {}

  void enter(JsonNode expected, JsonNode seen) {
    objects.push(new Both(expected, seen));
  }

  void leave() {
    objects.pop();
  }

  /** Values of the nearest object that has any: {@code sku "A-1", quantity 2}. */
  String beside() {
    return objects.stream()
        .map(Around::alike)
        .filter(values -> !values.isEmpty())
        .findFirst()
        .map(values -> String.join(", ", values))
        .orElse("");
  }

  private static List<String> alike(Both both) {
    return both.expected.properties().stream()
        .filter(m -> both.actual.has(m.getKey()))
        .filter(m -> isTelling(m.getValue(), both.actual.get(m.getKey())))
        .limit(MOST_VALUES)
        .map(m -> Printable.line(m.getKey()) + " " + ValueText.of(both.actual.get(m.getKey())))
        .toList();
  }

  private static boolean isTelling(JsonNode expected, JsonNode seen) {
    return seen.isValueNode()
        && !seen.isNull()
        && seen.asText().length() <= MOST_LENGTH
        && !expected.isPojo()
        && Sameness.holds(expected, seen);
  }
}
