package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways through the {@code $or} of a pattern: all leaves of one way must match. */
public final class PatternWays {
  private PatternWays() {}

  /** Each way: the matchers by their dotted paths. */
  public static List<Map<String, JsonNode>> of(JsonNode pattern) {
    return PatternLeaves.uncompiled(pattern).ways().stream()
        .map(way -> {
          Map<String, JsonNode> matchers = new LinkedHashMap<>();
          way.forEach((path, leaf) -> matchers.put(path, leaf.wanted()));
          return matchers;
        })
        .toList();
  }
}
