package io.github.standpipe.internal.shape;

import com.fasterxml.jackson.databind.JsonNode;
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
    return stream(first).allMatch(a -> stream(second).allMatch(b -> exclude(a, b)));
  }

  /** Whether certainly each value that matches one of the first matches one of the second. */
  public static boolean imply(JsonNode first, JsonNode second) {
    return stream(first)
        .allMatch(a ->
            isExact(a)
                ? take(second, a)
                : !isExists(a, false) && stream(second).anyMatch(b -> implies(a, b)));
  }

  private static boolean exclude(JsonNode a, JsonNode b) {
    if (isExists(a, false) || isExists(b, false)) {
      return !(isExists(a, false) && isExists(b, false));
    }
    if (isExists(a, true) || isExists(b, true)) {
      return false;
    }
    if (isExact(a) || isExact(b)) {
      return isExact(a) ? !take(Json.array().add(b), a) : !take(Json.array().add(a), b);
    }
    if (kinds(a).stream().noneMatch(kinds(b)::contains)) {
      return true;
    }
    return ends(a, b, "prefix", false)
        || ends(a, b, "suffix", true)
        || NumberRange.of(a)
            .flatMap(range -> NumberRange.of(b).map(other -> !range.meets(other)))
            .orElse(false);
  }

  /** Whether both ask for a prefix, or both for a suffix, and neither contains the other. */
  private static boolean ends(JsonNode a, JsonNode b, String key, boolean atEnd) {
    if (!a.path(key).isTextual() || !b.path(key).isTextual()) {
      return false;
    }
    String first = a.get(key).textValue();
    String second = b.get(key).textValue();
    return atEnd
        ? !first.endsWith(second) && !second.endsWith(first)
        : !first.startsWith(second) && !second.startsWith(first);
  }

  private static boolean implies(JsonNode a, JsonNode b) {
    if (isExists(b, true) || a.equals(b)) {
      return true;
    }
    for (String key : List.of("prefix", "suffix")) {
      if (a.path(key).isTextual() && b.path(key).isTextual()) {
        String narrow = a.get(key).textValue();
        String wide = b.get(key).textValue();
        return key.equals("prefix") ? narrow.startsWith(wide) : narrow.endsWith(wide);
      }
    }
    return NumberRange.of(a)
        .flatMap(range -> NumberRange.of(b).map(other -> other.holds(range)))
        .orElse(false);
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
