package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.stream.StreamSupport;

/**
 * The notation for places that need not be exact: an object whose only key is {@code $expect}.
 *
 * <pre>{@code
 * {"$expect": "anything"}
 * {"$expect": {"type": "string"}}         object, array, string, number, integer, boolean, null
 * {"$expect": {"matches": "A-[0-9]+"}}    a string, as a whole
 * {"$expect": {"between": [1, 5]}}        a number, inclusive
 * {"$expect": {"atLeast": {"id": 1}}}     an object with these keys and possibly others
 * {"$expect": {"exactly": ...}}           the value as written, even with a "$expect" in it
 * }</pre>
 */
public final class Notation {
  public static final String KEY = "$expect";

  private Notation() {}

  /**
   * Reads the expectation in a file's JSON. The result is only for {@link ValueComparison} and
   * {@link ExpectationText}.
   *
   * @throws Fault for an unknown form of the notation, with the path
   */
  public static JsonNode read(JsonNode written) {
    return isUsed(written) ? read(JsonPath.ROOT, written) : written;
  }

  /**
   * Reads the expectation of a text that is written as the JSON that it contains, like a message's
   * body. A rule about strings applies to the text; any other applies to the JSON in it.
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
   * As {@link #read}, but in an object, or one expected with {@code atLeast}, one key is a text as
   * in {@link #readText}.
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

  /** The expectation of a value that depends on a place that need not be exact. */
  public static JsonNode implied() {
    return new ExpectationRule.Implied().node();
  }

  /**
   * Refuses the notation in given values.
   *
   * @throws Fault with its path
   */
  public static void refuse(JsonNode given) {
    if (isUsed(given)) {
      refuse(JsonPath.ROOT, given);
    }
  }

  /** Whether a value contains the key of the notation. */
  public static boolean isUsed(JsonNode written) {
    return written.has(KEY)
        || StreamSupport.stream(written.spliterator(), false).anyMatch(Notation::isUsed);
  }

  /** Whether an expectation contains a place with less than one exact value. */
  static boolean isLoose(JsonNode expected) {
    return expected.isPojo()
        || StreamSupport.stream(expected.spliterator(), false).anyMatch(Notation::isLoose);
  }

  /** A value written as an expectation of exactly that value. */
  public static JsonNode exactly(JsonNode value) {
    if (!isUsed(value)) {
      return value;
    }
    if (value.has(KEY)) {
      return Json.object().set(KEY, Json.object().set("exactly", value));
    }
    return DocumentWalk.replaced(JsonPath.ROOT, value, (path, inside) -> exactly(inside));
  }

  static JsonNode read(String path, JsonNode written) {
    return written.has(KEY)
        ? new RuleReader(path).read(written)
        : DocumentWalk.replaced(path, written, Notation::read);
  }

  static ObjectNode members(String path, JsonNode written) {
    return DocumentWalk.members(path, written, Notation::read);
  }

  private static void refuse(String path, JsonNode given) {
    if (given.has(KEY)) {
      throw new Fault(path, KEY + " is in a given value; only an expectation may contain it");
    }
    given.properties().forEach(m -> refuse(JsonPath.member(path, m.getKey()), m.getValue()));
    for (int i = 0; given.isArray() && i < given.size(); i++) {
      refuse(JsonPath.item(path, i), given.get(i));
    }
  }
}
