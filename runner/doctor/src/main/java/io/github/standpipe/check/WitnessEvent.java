package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events with every field that a text may read.
 *
 * @param text a path or an expression
 * @param raw whether they are SQS records, whose body is a text
 */
record WitnessEvent(String text, boolean raw) {
  private static final int MOST_NAMES = 60;
  private static final Pattern CHAIN =
      Pattern.compile(
          "(?:\\.?\\[\\s*(?:'[^']*'|\"[^\"]*\"|-?\\d+|\\*)\\s*]|\\.\\*|\\.{1,2}\\s*[\\p{L}_][\\p{L}\\p{N}_-]*"
              + "|\\.\\s*`[^`]*`)+");
  private static final Pattern STEP =
      Pattern.compile(
          "'([^']*)'|\"([^\"]*)\"|`([^`]*)`|(-?\\d+|\\*)(?=\\s*])|([\\p{L}_][\\p{L}\\p{N}_-]*)");
  private static final Pattern NAME = Pattern.compile("(?<![\\w$.])[\\p{L}_][\\p{L}\\p{N}_]*");

  /** The value of fields that nothing reads below. */
  enum LeafKind {
    TEXT,
    NUMBER,
    TRUTH,
    TIME
  }

  /** An event; each number gives an event that differs in everything that can differ. */
  ObjectNode event(LeafKind leaf, int number) {
    ObjectNode event = Json.object();
    Matcher names = NAME.matcher(text);
    for (int i = 0; i < MOST_NAMES && names.find(); i++) {
      put(event, List.of(names.group()), leaf, number);
    }
    Matcher chains = CHAIN.matcher(text);
    for (int i = 0; i < MOST_NAMES && chains.find(); i++) {
      List<String> steps = steps(chains.group());
      for (int from = 0; from < steps.size(); from++) {
        put(event, steps.subList(from, steps.size()), leaf, number);
      }
    }
    if (raw) {
      String body = Json.text(event);
      event.put("messageId", "message-" + number).put("body", body);
    }
    return event;
  }

  private static List<String> steps(String chain) {
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(chain);
    while (step.find()) {
      for (int group = 1; group <= step.groupCount(); group++) {
        if (step.group(group) != null) {
          steps.add(group == 4 ? "" : step.group(group));
        }
      }
    }
    return steps;
  }

  /** Puts a value at the end of the steps; an empty step stands for an index. */
  private static void put(ObjectNode into, List<String> steps, LeafKind leaf, int number) {
    String name = steps.getFirst();
    if (name.isEmpty() || steps.size() == 1 && into.has(name)) {
      return;
    }
    into.set(name, value(into.path(name), steps.subList(1, steps.size()), leaf, number));
  }

  private static JsonNode value(JsonNode there, List<String> steps, LeafKind leaf, int number) {
    if (steps.isEmpty()) {
      return leaf(leaf, number);
    }
    if (steps.getFirst().isEmpty()) {
      ArrayNode items = there instanceof ArrayNode array ? array : Json.array();
      JsonNode item = value(items.path(0), steps.subList(1, steps.size()), leaf, number);
      return items.isEmpty() ? items.add(item) : items.set(0, item);
    }
    ObjectNode object = there instanceof ObjectNode known ? known : Json.object();
    put(object, steps, leaf, number);
    return object;
  }

  private static JsonNode leaf(LeafKind leaf, int number) {
    ArrayNode one = Json.array();
    return switch (leaf) {
      case TEXT -> one.add("value-" + number).get(0);
      case NUMBER -> one.add(number + 1).get(0);
      case TRUTH -> one.add(number % 2 == 0).get(0);
      case TIME -> one.add("2026-01-0%dT00:00:00Z".formatted(number % 9 + 1)).get(0);
    };
  }
}
