package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.contract.PathReading.Use;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a filter reads.
 *
 * @param ways the ways through its patterns: matchers by path; none for a filter that passes all
 */
record FilterReading(List<Map<String, JsonNode>> ways) {
  private static final String PLACE = "the filter";
  private static final String BODY = "body";

  void add(Readings readings, Set<String> message) {
    Set<String> paths = new LinkedHashSet<>();
    ways.forEach(way -> paths.addAll(way.keySet()));
    for (String path : paths) {
      if (path.equals(BODY)) {
        readings.add(List.of(), Use.SELECTION, PLACE, ValueNeed.ANY);
      } else if (path.startsWith(BODY + ".")) {
        add(path, readings);
      } else {
        message.add(path);
      }
    }
  }

  private void add(String path, Readings readings) {
    List<String> steps = List.of(path.substring(BODY.length() + 1).split("\\.", -1));
    boolean isAlways =
        ways.stream().allMatch(way -> way.containsKey(path) && !takesAbsence(way.get(path)));
    readings.under(
        isAlways ? "" : "if another pattern does not match",
        () ->
            readings.add(
                steps,
                Use.SELECTION,
                PLACE,
                new ValueNeed("", isAlways ? exact(path) : List.of())));
  }

  private static boolean takesAbsence(JsonNode matchers) {
    return matchers.valueStream().anyMatch(one -> !one.path("exists").asBoolean(true));
  }

  /** The only values that pass, if each way lists them. */
  private List<JsonNode> exact(String path) {
    List<JsonNode> values = new ArrayList<>();
    for (Map<String, JsonNode> way : ways) {
      JsonNode matchers = way.get(path);
      if (matchers == null || matchers.valueStream().anyMatch(JsonNode::isContainerNode)) {
        return List.of();
      }
      matchers.forEach(values::add);
    }
    return values.stream().distinct().toList();
  }

  /** Whether an event of a type may pass. */
  boolean mayBeOfType(String type) {
    for (String path : List.of("body.detail-type", "body.type")) {
      List<JsonNode> values = ways.isEmpty() ? List.of() : exact(path);
      if (!values.isEmpty()) {
        return values.stream().anyMatch(value -> isOf(type, value.asText()));
      }
    }
    return true;
  }

  private static boolean isOf(String type, String value) {
    return value.equals(type) || value.matches("\\Q" + type + "\\E\\.[vV]\\d.*");
  }
}
