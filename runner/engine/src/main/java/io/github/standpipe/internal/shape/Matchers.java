package io.github.standpipe.internal.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.filters.LeafRelation;
import io.github.standpipe.internal.shape.Shape.ScalarKind;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.EventPattern;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Relations between the matchers of a pattern's leaf, and with single values. */
public final class Matchers {
  private static final Set<String> OF_TEXTS =
      Set.of("prefix", "suffix", "equals-ignore-case", "wildcard", "cidr");

  private Matchers() {}

  /** Whether a single value matches one of them. */
  public static boolean take(JsonNode matchers, JsonNode value) {
    return stream(matchers).anyMatch(one -> takes(one, value));
  }

  private static boolean takes(JsonNode matcher, JsonNode value) {
    if (isExact(matcher)) {
      return matcher.isNumber() && value.isNumber()
          ? matcher.decimalValue().compareTo(value.decimalValue()) == 0
          : matcher.equals(value);
    }
    if (matcher.has("exists")) {
      return matcher.get("exists").booleanValue();
    }
    Optional<NumberRange> range = NumberRange.of(matcher);
    if (range.isPresent()) {
      return value.isNumber() && range.get().contains(value.decimalValue());
    }
    String key = matcher.isEmpty() ? "" : matcher.properties().iterator().next().getKey();
    JsonNode operand = matcher.path(key);
    return switch (key) {
      case "prefix" -> operand.isTextual() ? starts(value, operand) : confirmed(matcher, value);
      case "suffix" -> operand.isTextual() ? ends(value, operand) : confirmed(matcher, value);
      case "anything-but" ->
          operand.isObject() ? confirmed(matcher, value) : !take(listed(operand), value);
      default -> confirmed(matcher, value);
    };
  }

  private static JsonNode listed(JsonNode operand) {
    return operand.isArray() ? operand : Json.array().add(operand);
  }

  private static boolean starts(JsonNode value, JsonNode beginning) {
    return value.isTextual() && value.textValue().startsWith(beginning.textValue());
  }

  private static boolean ends(JsonNode value, JsonNode end) {
    return value.isTextual() && value.textValue().endsWith(end.textValue());
  }

  /**
   * The verdict of event-ruler, which is used only for rare matchers because it compiles slowly.
   */
  private static boolean confirmed(JsonNode matcher, JsonNode value) {
    return EventPattern.parse("{\"v\":[" + Json.text(matcher) + "]}", "", json -> {})
        .matches(Json.object().set("v", value));
  }

  /** Whether one of them requires absence. */
  static boolean takeAbsence(JsonNode matchers) {
    return stream(matchers).anyMatch(one -> isExists(one, false));
  }

  /** Whether all of them require absence. */
  static boolean takeOnlyAbsence(JsonNode matchers) {
    return stream(matchers).allMatch(one -> isExists(one, false));
  }

  private static boolean isExists(JsonNode matcher, boolean there) {
    return matcher.has("exists") && matcher.get("exists").booleanValue() == there;
  }

  /** Whether certainly no single value matches one of the first and one of the second. */
  public static boolean areDisjoint(JsonNode first, JsonNode second) {
    if (first.isEmpty() || second.isEmpty()) {
      return true;
    }
    return exact(first)
        .map(values -> values.stream().noneMatch(value -> take(second, value)))
        .or(() ->
            exact(second).map(values -> values.stream().noneMatch(value -> take(first, value))))
        .orElseGet(() -> LeafRelation.of(first, second).isDisjoint());
  }

  /** Whether certainly each value that matches one of the first matches one of the second. */
  public static boolean imply(JsonNode first, JsonNode second) {
    if (first.isEmpty() || second.isEmpty() || takeAbsence(first)) {
      return first.isEmpty();
    }
    return exact(first)
        .map(values -> values.stream().allMatch(value -> take(second, value)))
        .orElseGet(() -> LeafRelation.of(first, second).isContained());
  }

  /** The single values that they list, if nothing else matches. */
  static Optional<List<JsonNode>> exact(JsonNode matchers) {
    boolean all = !matchers.isEmpty() && stream(matchers).allMatch(Matchers::isExact);
    return all ? Optional.of(stream(matchers).toList()) : Optional.empty();
  }

  private static boolean isExact(JsonNode matcher) {
    return matcher.isValueNode();
  }

  /** The kinds of values that a matcher may match. */
  static Set<ScalarKind> kinds(JsonNode matcher) {
    if (matcher.isTextual()) {
      return EnumSet.of(ScalarKind.STRING);
    }
    if (matcher.isNumber() || matcher.has("numeric")) {
      return EnumSet.of(ScalarKind.NUMBER);
    }
    return OF_TEXTS.stream().anyMatch(matcher::has)
        ? EnumSet.of(ScalarKind.STRING)
        : EnumSet.allOf(ScalarKind.class);
  }

  static Stream<JsonNode> stream(JsonNode matchers) {
    return StreamSupport.stream(matchers.spliterator(), false);
  }
}
