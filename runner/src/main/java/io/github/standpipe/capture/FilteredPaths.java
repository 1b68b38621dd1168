package io.github.standpipe.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.pipe.FilterCriteria;
import io.github.standpipe.pipe.FilterPattern;
import java.util.Set;
import java.util.TreeSet;

/** The paths that a filter looks at: what stands there decides whether a message passes. */
public final class FilteredPaths {
  private static final String BODY = "body";

  private final Set<String> paths = new TreeSet<>();

  private FilteredPaths() {}

  /** Those of the event, without {@code body.} in front, and {@code messageAttributes.<name>}. */
  public static Set<String> of(FilterCriteria criteria) {
    FilteredPaths filtered = new FilteredPaths();
    criteria.patterns().forEach(pattern -> filtered.collect("", parsed(pattern)));
    return filtered.paths;
  }

  private static JsonNode parsed(FilterPattern pattern) {
    try {
      return Json.parse(pattern.text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the pattern was checked", e);
    }
  }

  private void collect(String path, JsonNode pattern) {
    if (pattern.isArray()) {
      if (asksForPresence(pattern)) {
        return;
      }
      paths.add(path.startsWith(BODY + ".") ? path.substring(BODY.length() + 1) : path);
      return;
    }
    for (var field : pattern.properties()) {
      if (field.getKey().equals("$or") && field.getValue().isArray()) {
        field.getValue().forEach(branch -> collect(path, branch));
      } else {
        collect(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
      }
    }
  }

  /** Any value will do for a pattern that only asks whether there is one. */
  private static boolean asksForPresence(JsonNode pattern) {
    boolean asks = true;
    for (JsonNode rule : pattern) {
      asks &= rule.isObject() && rule.size() == 1 && rule.path("exists").isBoolean();
    }
    return asks;
  }
}
