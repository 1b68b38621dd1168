package io.github.standpipe.internal.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Values that differ from a given one in one place: without it, or with another value there. */
final class Variations {
  private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");
  private static final Pattern TEXT = Pattern.compile("[\"']([^\"'\\\\]*)[\"']");
  private static final int MOST_LITERALS = 12;

  private final Set<JsonNode> others = new LinkedHashSet<>();
  private final List<Variation> found = new ArrayList<>();

  /**
   * Takes the literals of a text as other values.
   *
   * @param text the changed line
   */
  Variations(String text) {
    NUMBER
        .matcher(text)
        .results()
        .map(number -> new BigDecimal(number.group()))
        .distinct()
        .limit(MOST_LITERALS)
        .forEach(this::near);
    TEXT.matcher(text)
        .results()
        .limit(MOST_LITERALS)
        .forEach(found -> others.add(TextNode.valueOf(found.group(1))));
    others.add(BooleanNode.TRUE);
    others.add(TextNode.valueOf("other"));
    others.add(DecimalNode.valueOf(BigDecimal.ZERO));
  }

  private void near(BigDecimal number) {
    others.add(DecimalNode.valueOf(number));
    others.add(DecimalNode.valueOf(number.add(BigDecimal.ONE)));
    others.add(DecimalNode.valueOf(number.subtract(BigDecimal.ONE)));
  }

  /** The variations of a value, those without a part first. */
  List<Variation> of(JsonNode value) {
    found.clear();
    walk(value, "$", changed -> changed, true);
    walk(value, "$", changed -> changed, false);
    return List.copyOf(found);
  }

  private void walk(JsonNode value, String path, UnaryOperator<JsonNode> whole, boolean removes) {
    if (!removes) {
      replace(value, path, whole);
    }
    if (value instanceof ObjectNode object) {
      object.forEachEntry((key, member) -> {
        String place = path + "." + key;
        if (removes) {
          found.add(new Variation(whole.apply(object.deepCopy().without(key)), "without " + place));
        }
        walk(member, place, changed -> whole.apply(object.deepCopy().set(key, changed)), removes);
      });
    } else if (value instanceof ArrayNode array) {
      array(array, path, whole, removes);
    }
  }

  private void array(ArrayNode array, String path, UnaryOperator<JsonNode> whole, boolean removes) {
    if (removes && !array.isEmpty()) {
      found.add(new Variation(whole.apply(Json.array()), "with " + path + " empty"));
    }
    for (int i = 0; i < Math.min(array.size(), 2); i++) {
      int place = i;
      walk(
          array.get(i),
          path + "[" + i + "]",
          changed -> {
            ArrayNode copy = array.deepCopy();
            copy.set(place, changed);
            return whole.apply(copy);
          },
          removes);
    }
  }

  private void replace(JsonNode value, String path, UnaryOperator<JsonNode> whole) {
    String words = "with another " + path;
    if (!value.isContainerNode()) {
      others.stream()
          .filter(other -> !other.equals(value))
          .forEach(other -> found.add(new Variation(whole.apply(other), words)));
    }
    if (!path.equals("$")) {
      found.add(new Variation(whole.apply(NullNode.instance), "with null at " + path));
    }
    if (value.isContainerNode()) {
      found.add(new Variation(whole.apply(TextNode.valueOf("other")), "with a text at " + path));
    }
  }
}
