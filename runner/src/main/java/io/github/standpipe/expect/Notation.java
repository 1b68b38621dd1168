package io.github.standpipe.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import java.util.stream.StreamSupport;

/**
 * How a file says that a place need not be exact: an object whose one key is {@code $expect}.
 *
 * <pre>{@code
 * {"$expect": "anything"}
 * {"$expect": {"type": "string"}}         object, array, string, number, integer, boolean, null
 * {"$expect": {"matches": "A-[0-9]+"}}    a string, as a whole
 * {"$expect": {"between": [1, 5]}}        a number, both ends included
 * {"$expect": {"atLeast": {"id": 1}}}     an object with these keys, and perhaps others
 * {"$expect": {"exactly": ...}}           the value as it stands, a "$expect" in it too
 * }</pre>
 */
public final class Notation {
  public static final String KEY = "$expect";

  private Notation() {}

  /**
   * The expectation that a file's JSON stands for. It is good for {@link ValueComparison} and
   * {@link ExpectationText} only.
   *
   * @throws Fault for a form that the notation has not, with the path
   */
  public static JsonNode read(JsonNode written) {
    return isUsed(written) ? read(JsonPath.ROOT, written) : written;
  }

  /**
   * The expectation of a text that is written as the JSON that it holds, as a message's body is. A
   * rule about strings is one about the text; any other is one about the JSON in it.
   *
   * @throws Fault as {@link #read} does
   */
  public static JsonNode readText(JsonNode written) {
    JsonNode expected = read(written);
    if (ExpectationRule.at(expected).isPresent() ? isOfTexts(expected) : expected.isTextual()) {
      return expected;
    }
    return isLoose(expected)
        ? new ExpectationRule.InText(expected).node()
        : Json.array().textNode(Json.text(expected));
  }

  private static boolean isOfTexts(JsonNode expected) {
    return ExpectationRule.at(expected).filter(ExpectationRule::isOfTexts).isPresent();
  }

  /**
   * As {@link #read}, but where an object with at least some keys is expected, one of them is a
   * text as {@link #readText} takes it.
   */
  public static JsonNode readWithText(JsonNode written, String key) {
    JsonNode expected = read(written);
    if (ExpectationRule.at(expected).orElse(null)
            instanceof ExpectationRule.AtLeast(ObjectNode keys)
        && keys.has(key)) {
      keys.set(key, readText(written.get(KEY).get("atLeast").get(key)));
    }
    return expected;
  }

  /** The expectation of what follows from a place that need not be exact. */
  public static JsonNode implied() {
    return new ExpectationRule.Implied().node();
  }

  /**
   * Refuses the notation where values are given.
   *
   * @throws Fault with the path at which it stands
   */
  public static void refuse(JsonNode given) {
    if (isUsed(given)) {
      refuse(JsonPath.ROOT, given);
    }
  }

  /** Whether the key of the notation is anywhere in a value. */
  public static boolean isUsed(JsonNode written) {
    return written.has(KEY)
        || StreamSupport.stream(written.spliterator(), false).anyMatch(Notation::isUsed);
  }

  /** Whether an expectation that was read asks anywhere for less than one value. */
  static boolean isLoose(JsonNode expected) {
    return expected.isPojo()
        || StreamSupport.stream(expected.spliterator(), false).anyMatch(Notation::isLoose);
  }

  /** A value as an expectation of exactly that is written. */
  public static JsonNode exactly(JsonNode value) {
    if (!isUsed(value)) {
      return value;
    }
    if (value.has(KEY)) {
      return Json.object().set(KEY, Json.object().set("exactly", value));
    }
    if (value.isArray()) {
      ArrayNode items = Json.array();
      value.forEach(item -> items.add(exactly(item)));
      return items;
    }
    ObjectNode members = Json.object();
    value.properties().forEach(m -> members.set(m.getKey(), exactly(m.getValue())));
    return members;
  }

  static JsonNode read(String path, JsonNode written) {
    if (written.has(KEY)) {
      return new RuleReader(path).read(written);
    }
    if (written.isArray()) {
      ArrayNode items = Json.array();
      written.forEach(item -> items.add(read(JsonPath.item(path, items.size()), item)));
      return items;
    }
    return written.isObject() ? members(path, written) : written;
  }

  static ObjectNode members(String path, JsonNode written) {
    ObjectNode members = Json.object();
    written
        .properties()
        .forEach(
            m -> members.set(m.getKey(), read(JsonPath.member(path, m.getKey()), m.getValue())));
    return members;
  }

  private static void refuse(String path, JsonNode given) {
    if (given.has(KEY)) {
      throw new Fault(path, KEY + " stands in what is given; only an expectation may have it");
    }
    given.properties().forEach(m -> refuse(JsonPath.member(path, m.getKey()), m.getValue()));
    for (int i = 0; given.isArray() && i < given.size(); i++) {
      refuse(JsonPath.item(path, i), given.get(i));
    }
  }
}
