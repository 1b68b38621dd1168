package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.Random;

/** Values made at random, of few kinds, so that two of them often have something in common. */
final class Made {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Made() {}

  static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> NODES.numberNode(random.nextInt(3));
      case 1 -> NODES.textNode(random.nextBoolean() ? "a \"b\"" : "ü{}[],");
      case 2 -> NODES.nullNode();
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> NODES.numberNode(new java.math.BigDecimal("1.50"));
      case 5 -> object(random, depth);
      default -> array(random, depth);
    };
  }

  static ArrayNode array(Random random, int depth) {
    ArrayNode array = Json.array();
    for (int i = random.nextInt(5); i > 0; i--) {
      array.add(value(random, depth - 1));
    }
    return array;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = Json.object();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.set("k " + random.nextInt(4), value(random, depth - 1));
    }
    return object;
  }
}
