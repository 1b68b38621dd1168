package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;

/**
 * An expectation as it is shown beside the actual value: where it holds it equals the actual value,
 * so that the two differ only in what is not as expected.
 */
public final class ComparableExpectation {
  private ComparableExpectation() {}

  /**
   * @param expected as returned by {@link Notation#read}
   */
  public static JsonNode to(JsonNode seen, JsonNode expected) {
    if (Sameness.holds(expected, seen)) {
      return seen;
    }
    if (expected.isObject() && seen.isObject()) {
      return members(seen, expected, Json.object());
    }
    if (seen.isObject()
        && ExpectationRule.at(expected).orElse(null)
            instanceof ExpectationRule.AtLeast(ObjectNode keys)) {
      return members(seen, keys, seen);
    }
    return expected.isArray() && seen.isArray() ? items(seen, expected) : written(expected);
  }

  private static JsonNode members(JsonNode seen, JsonNode expected, JsonNode ignored) {
    ObjectNode members = Json.object();
    for (var member : seen.properties()) {
      if (expected.has(member.getKey())) {
        members.set(member.getKey(), to(member.getValue(), expected.get(member.getKey())));
      } else if (ignored.has(member.getKey())) {
        members.set(member.getKey(), member.getValue());
      }
    }
    for (var member : expected.properties()) {
      if (!seen.has(member.getKey())) {
        members.set(member.getKey(), written(member.getValue()));
      }
    }
    return members;
  }

  private static JsonNode items(JsonNode seen, JsonNode expected) {
    ArrayNode items = Json.array();
    for (Alignment.Pair pair : Alignment.of(expected, seen).pairs()) {
      if (pair.expected() >= 0) {
        JsonNode item = expected.get(pair.expected());
        items.add(pair.actual() < 0 ? written(item) : to(seen.get(pair.actual()), item));
      }
    }
    return items;
  }

  /** With its rules as written in a file. */
  private static JsonNode written(JsonNode expected) {
    return ExpectationRule.at(expected).map(ExpectationRule::notation).orElse(expected);
  }
}
