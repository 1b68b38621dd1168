package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Transforms with everything that decides what is read, and events for them. */
final class RandomTransforms {
  private static final String[] KEYS = {"a", "b", "c", "list", "n", "text"};

  private final Random random;
  private final List<String> variables = new ArrayList<>();
  private final List<String> functions = new ArrayList<>();

  RandomTransforms(long seed) {
    random = new Random(seed);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String key() {
    return KEYS[random.nextInt(KEYS.length)];
  }

  String transform() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < random.nextInt(3); i++) {
      text.append("let v").append(i).append(" = ").append(expression(2)).append('\n');
      variables.add("$v" + i);
    }
    for (int i = 0; i < random.nextInt(3); i++) {
      variables.add("$p");
      text.append("def f").append(i).append("(p) ").append(blockFree(2)).append('\n');
      variables.remove("$p");
      functions.add("f" + i);
    }
    return text + object(3);
  }

  /** Not a matcher: within a function it has no object to take keys from. */
  private String blockFree(int depth) {
    return "if (" + condition(depth) + ") " + chain() + " else " + chain();
  }

  private String expression(int depth) {
    return switch (depth <= 0 ? random.nextInt(3) : random.nextInt(12)) {
      case 0, 1 -> chain();
      case 2 -> chance(50) ? "\"w" + random.nextInt(3) + "\"" : "" + random.nextInt(4);
      case 3 ->
          "if ("
              + condition(depth - 1)
              + ") "
              + expression(depth - 1)
              + (chance(60) ? " else " + expression(depth - 1) : "");
      case 4 -> loop(depth);
      case 5 -> object(depth - 1);
      case 6 -> "(" + expression(depth - 1) + " + " + expression(depth - 1) + ")";
      case 7 -> "fallback(" + chain() + ", " + expression(depth - 1) + ")";
      case 8 ->
          functions.isEmpty()
              ? chain()
              : functions.get(random.nextInt(functions.size()))
                  + "("
                  + expression(depth - 1)
                  + ")"
                  + (chance(40) ? "." + key() : "");
      case 9 -> "[" + expression(depth - 1) + ", " + chain() + "]";
      case 10 -> "(" + chain() + " | {\"p\": ." + key() + ", \"q\": ." + key() + "})";
      default -> "size(" + expression(depth - 1) + ")";
    };
  }

  private String loop(int depth) {
    String items = chance(60) ? ".list" : chain();
    String test = chance(40) ? " if (" + condition(depth - 1) + ")" : "";
    return "[for (" + items + ") " + expression(depth - 1) + test + "]";
  }

  private String condition(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> chain() + " == " + expression(depth - 1);
      case 1 -> "is-object(" + chain() + ")";
      case 2 -> chain() + " and " + chain();
      case 3 -> chain() + " or " + chain();
      default -> chain();
    };
  }

  private String chain() {
    boolean isVariable = !variables.isEmpty() && chance(40);
    StringBuilder chain =
        new StringBuilder(isVariable ? variables.get(random.nextInt(variables.size())) : "");
    int steps = random.nextInt(3) + (isVariable ? 0 : 1);
    for (int i = 0; i < steps; i++) {
      chain.append('.').append(key());
    }
    if (chance(10) && steps > 0) {
      chain.append('[').append(random.nextInt(2)).append(']');
    }
    return chain.toString();
  }

  private String object(int depth) {
    StringBuilder object = new StringBuilder("{");
    int keys = 1 + random.nextInt(3);
    for (int i = 0; i < keys; i++) {
      object.append("\"k").append(i).append("\": ").append(expression(depth - 1)).append(", ");
    }
    if (depth == 3 && chance(25)) {
      return object + "* " + (chance(50) ? "- " + key() + " " : "") + ": .}";
    }
    return object.substring(0, object.length() - 2) + "}";
  }

  ObjectNode event() {
    return object(3, 80);
  }

  /** An event that lacks a key now and then. */
  ObjectNode fullEvent() {
    return object(3, 98);
  }

  private ObjectNode object(int depth, int percent) {
    ObjectNode object = Json.object();
    for (String key : KEYS) {
      if (chance(percent)) {
        object.set(key, value(key, depth - 1));
      }
    }
    return object;
  }

  private JsonNode value(String key, int depth) {
    ArrayNode holder = Json.array();
    if (key.equals("list") && chance(80)) {
      ArrayNode list = Json.array();
      for (int i = 0; i < random.nextInt(4); i++) {
        list.add(depth > 0 ? object(depth, 60) : Json.object().put("n", i));
      }
      return list;
    }
    return switch (random.nextInt(depth > 0 ? 6 : 3)) {
      case 0 -> holder.add("w" + random.nextInt(3)).get(0);
      case 1 -> holder.add(random.nextInt(4)).get(0);
      case 2 -> holder.add(chance(50)).get(0);
      default -> object(depth, 60);
    };
  }
}
