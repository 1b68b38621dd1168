package io.github.standpipe.internal.expect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is equal to itself, and one change is one difference, whatever the size and shape. */
class EqualityTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 7)) {
      case 0 -> NODES.textNode("t" + random.nextInt(50));
      case 1 -> NODES.numberNode(random.nextInt(1000));
      case 2 -> NODES.booleanNode(random.nextBoolean());
      case 3 -> NODES.nullNode();
      case 4 -> object(random, depth, random.nextInt(4) == 0 ? 300 : random.nextInt(8));
      default -> array(random, depth, random.nextInt(4) == 0 ? 300 : random.nextInt(8));
    };
  }

  private static ObjectNode object(Random random, int depth, int size) {
    ObjectNode object = NODES.objectNode();
    for (int key = 0; key < size; key++) {
      object.set("k" + random.nextInt(2 * size), value(random, depth - 1));
    }
    return object;
  }

  private static ArrayNode array(Random random, int depth, int size) {
    ArrayNode array = NODES.arrayNode();
    for (int item = 0; item < size; item++) {
      array.add(value(random, depth - 1));
    }
    return array;
  }

  @Test
  void findsNoDifferenceInAnyValueFromItself() {
    for (long seed = 0; seed < 300; seed++) {
      JsonNode value = NODES.arrayNode().add(value(new Random(seed), 3));
      assertThat(ValueComparison.of(value, value.deepCopy()).differences())
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  /** The first key of an array's item holds many lines, before others that differ. */
  @ParameterizedTest
  @ValueSource(ints = {1, 49, 50, 51, 200, 663, 1991, 5000})
  void findsOneDifferenceBehindManyEqualPlaces(int size) {
    ObjectNode item = NODES.objectNode();
    ArrayNode lines = item.putArray("lines");
    ArrayNode ring = item.putArray("ring");
    ObjectNode row = item.putObject("row");
    for (int i = 0; i < size; i++) {
      lines.addObject().put("sku", "s" + i).put("quantity", i).put("price", 2 * i);
      ring.addArray().add(i * 0.5).add(-i);
      row.put("column" + i, i);
    }
    item.put("id", "O-1").put("status", "new");
    JsonNode expected = NODES.arrayNode().add(item);
    assertThat(ValueComparison.of(expected, expected.deepCopy()).differences()).isEmpty();
    ArrayNode seen = expected.deepCopy();
    ((ObjectNode) seen.get(0)).put("status", "paid");
    assertThat(ValueComparison.of(expected, seen).differences())
        .extracting(Difference::path)
        .isEqualTo(List.of("$[0].status"));
  }

  @Test
  void findsExactlyTheValueThatWasChanged() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      ObjectNode item = object(random, 2, 20);
      item.put("changed", 1);
      JsonNode expected = NODES.arrayNode().add(item);
      ArrayNode seen = expected.deepCopy();
      ((ObjectNode) seen.get(0)).put("changed", 2);
      assertThat(ValueComparison.of(expected, seen).differences())
          .as("seed %d", seed)
          .extracting(Difference::path)
          .containsExactly("$[0].changed");
    }
  }
}
