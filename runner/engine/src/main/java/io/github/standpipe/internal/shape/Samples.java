package io.github.standpipe.internal.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that match a pattern, built from its matchers. */
public final class Samples {
  private Samples() {}

  /**
   * Single values that one of the matchers matches, each at a boundary; event-ruler confirms them.
   */
  public static List<JsonNode> values(JsonNode matchers) {
    List<JsonNode> candidates = new ArrayList<>();
    Matchers.stream(matchers).forEach(matcher -> add(matcher, candidates));
    candidates.addAll(
        List.of(
            TextNode.valueOf("example"),
            IntNode.valueOf(1),
            BooleanNode.TRUE,
            TextNode.valueOf("another"),
            NullNode.getInstance()));
    return candidates.stream().distinct().filter(value -> Matchers.take(matchers, value)).toList();
  }

  private static void add(JsonNode matcher, List<JsonNode> values) {
    if (matcher.isValueNode()) {
      values.add(matcher);
      return;
    }
    for (var operator : matcher.properties()) {
      JsonNode operand = operator.getValue();
      switch (operator.getKey()) {
        case "prefix", "equals-ignore-case", "suffix", "wildcard", "cidr" ->
            text(operator.getKey(), operand).map(TextNode::valueOf).ifPresent(values::add);
        case "numeric" -> NumberRange.of(matcher).ifPresent(range -> range.inside(values));
        case "anything-but" -> {
          near(operand, values);
          operand.forEach(one -> near(one, values));
        }
        default -> {}
      }
    }
  }

  private static Optional<String> text(String operator, JsonNode operand) {
    String text =
        operand.isObject() ? operand.path("equals-ignore-case").asText() : operand.asText();
    return switch (operator) {
      case "prefix" -> Optional.of(text);
      case "cidr" -> Optional.of(text.replaceFirst("/.*", ""));
      case "wildcard" -> Optional.of(text.replace("*", ""));
      default -> Optional.of(text);
    };
  }

  /** For a list of excluded strings, other strings of the same kind. */
  private static void near(JsonNode excluded, List<JsonNode> values) {
    if (excluded.isTextual()) {
      values.add(TextNode.valueOf(excluded.textValue() + "-other"));
    } else if (excluded.isNumber()) {
      values.add(DecimalNode.valueOf(excluded.decimalValue().add(BigDecimal.ONE)));
    }
  }

  /**
   * An object that one way through a pattern matches, with the n-th sample at each leaf.
   *
   * @param start the existing fields, which stay the same except at the leaves
   * @return empty if some leaf has no sample
   */
  public static Optional<ObjectNode> object(
      ObjectNode start, Map<String, JsonNode> way, int variant) {
    ObjectNode object = start.deepCopy();
    for (Map.Entry<String, JsonNode> leaf : way.entrySet()) {
      List<String> keys = PatternShape.keys(leaf.getKey());
      if (Matchers.takeAbsence(leaf.getValue())) {
        continue;
      }
      List<JsonNode> values = values(leaf.getValue());
      if (values.isEmpty() || !put(object, keys, values.get(variant % values.size()))) {
        return Optional.empty();
      }
    }
    return Optional.of(object);
  }

  private static boolean put(ObjectNode object, List<String> keys, JsonNode value) {
    ObjectNode at = object;
    for (String key : keys.subList(0, keys.size() - 1)) {
      JsonNode below = at.path(key);
      if (below.isMissingNode()) {
        at = at.putObject(key);
      } else if (below instanceof ObjectNode there) {
        at = there;
      } else {
        return false;
      }
    }
    boolean isArray = at.path(keys.getLast()).isArray();
    at.set(keys.getLast(), isArray ? Json.array().add(value) : value);
    return true;
  }
}
