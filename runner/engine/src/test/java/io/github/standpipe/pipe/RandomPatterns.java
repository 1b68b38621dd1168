package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Patterns and events over few keys and values, so that they often match: arrays of objects, nested
 * ones, {@code $or} in {@code $or}, and every operator of Pipes.
 */
final class RandomPatterns {
  private static final List<String> KEYS = List.of("a", "b", "a", "b", "items", "d.e");
  private static final List<String> VALUES =
      List.of(
          "\"x\"",
          "\"X\"",
          "\"xy\"",
          "\"\"",
          "\"é\"",
          "\"É\"",
          "\"1\"",
          "\"10.0.0.1\"",
          "\"::1\"",
          "\"0:0:0:0:0:0:0:1\"",
          "\"true\"",
          "\"null\"",
          "1",
          "1.0",
          "1e0",
          "-0.0",
          "0",
          "5",
          "5.5",
          "300",
          "3.0e2",
          "12345678901234567890",
          "-7",
          "true",
          "false",
          "null");
  private static final List<String> STRINGS = List.of("x", "X", "xy", "", "é", "1", "10.0", "y");
  private static final List<String> NUMBERS = List.of("0", "1", "5", "5.5", "300", "3e2", "-7");

  private final Random random;

  RandomPatterns(Random random) {
    this.random = random;
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  /** Mostly on a JSON body, sometimes on a text body or on the record's own fields. */
  String pattern() {
    ObjectNode pattern = Json.object();
    if (once(8)) {
      pattern.set("messageId", matchers());
    }
    if (once(12)) {
      pattern.set("body", matchers());
    } else if (once(12)) {
      pattern.set("$or", Json.array().add(body()).add(body()));
    } else {
      pattern.setAll(body());
    }
    return Json.text(pattern);
  }

  private ObjectNode body() {
    ObjectNode body = Json.object();
    body.set("body", object(once(4) ? 3 : 2));
    return body;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = Json.object();
    for (int i = random.nextInt(Math.max(depth, 0) + 1); i >= 0; i--) {
      if (depth >= 0 && once(5)) {
        object.set("$or", or(depth));
      } else if (depth > 0 && once(3)) {
        object.set(any(KEYS), object(depth - 1));
      } else {
        setLeaf(object, any(KEYS));
      }
    }
    return object;
  }

  /** A key with dots is the same as nested keys. */
  private void setLeaf(ObjectNode object, String key) {
    if (key.equals("d.e") && once(2)) {
      object.putObject("d").set("e", matchers());
    } else {
      object.set(key, matchers());
    }
  }

  private ArrayNode or(int depth) {
    ArrayNode or = Json.array();
    for (int i = once(4) ? 2 : 1; i >= 0; i--) {
      or.add(object(depth - 1));
    }
    return or;
  }

  private ArrayNode matchers() {
    ArrayNode matchers = Json.array();
    for (int i = random.nextInt(4); i >= 0; i--) {
      matchers.add(json(matcher()));
    }
    return matchers;
  }

  private String matcher() {
    return switch (random.nextInt(12)) {
      case 0 -> "{\"prefix\": " + string() + "}";
      case 1 -> "{\"suffix\": " + string() + "}";
      case 2 -> "{\"equals-ignore-case\": " + string() + "}";
      case 3 -> "{\"prefix\": {\"equals-ignore-case\": " + string() + "}}";
      case 4 -> "{\"suffix\": {\"equals-ignore-case\": " + string() + "}}";
      case 5 -> "{\"anything-but\": " + anythingBut() + "}";
      case 6 -> "{\"numeric\": " + numeric() + "}";
      case 7, 8 -> "{\"exists\": " + random.nextBoolean() + "}";
      default -> any(VALUES);
    };
  }

  private String anythingBut() {
    return switch (random.nextInt(4)) {
      case 0 -> string();
      case 1 -> any(NUMBERS);
      case 2 -> "[" + string() + ", " + string() + "]";
      default -> "[" + any(NUMBERS) + ", " + any(NUMBERS) + "]";
    };
  }

  private String numeric() {
    return once(2)
        ? "[\"" + any(List.of("=", "<", "<=", ">", ">=")) + "\", " + any(NUMBERS) + "]"
        : "[\""
            + any(List.of(">", ">="))
            + "\", "
            + any(List.of("-7", "0", "1"))
            + ", \""
            + any(List.of("<", "<="))
            + "\", "
            + any(List.of("5", "5.5", "300"))
            + "]";
  }

  private String string() {
    return Json.text(TextNode.valueOf(any(STRINGS)));
  }

  List<JsonNode> records(int count) {
    List<JsonNode> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(Json.object().put("messageId", any(STRINGS)).put("body", bodyText()));
    }
    return records;
  }

  private String bodyText() {
    if (once(10)) {
      return any(STRINGS); // some of them are JSON
    }
    return once(10) ? Json.text(array(3)) : Json.text(event(4));
  }

  private ObjectNode event(int depth) {
    ObjectNode event = Json.object();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      event.set(any(KEYS), value(depth - 1));
    }
    return event;
  }

  private JsonNode value(int depth) {
    if (depth <= 0 || once(2)) {
      return json(any(VALUES));
    }
    return once(2) ? event(depth) : array(depth);
  }

  private ArrayNode array(int depth) {
    ArrayNode array = Json.array();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(once(4) ? value(depth - 1) : event(depth));
    }
    return array;
  }

  private static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
