package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.standpipe.internal.shape.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One way to satisfy a schema: a type, and what its values must satisfy.
 *
 * @param values the only values by their canonical texts; empty if the schema does not list them
 * @param opaque keywords that are not looked into, each with all that it means; they only restrict
 */
record Alternative(
    SchemaType type, Optional<Map<String, JsonNode>> values, TypeRule rule, Set<String> opaque) {

  static Alternative of(SchemaType type, TypeRule rule) {
    return new Alternative(type, fixed(type), rule, Set.of());
  }

  /** Of null and booleans all values are known. */
  private static Optional<Map<String, JsonNode>> fixed(SchemaType type) {
    return switch (type) {
      case NULL -> Optional.of(byText(List.of(NullNode.getInstance())));
      case BOOLEAN -> Optional.of(byText(List.of(BooleanNode.FALSE, BooleanNode.TRUE)));
      default -> Optional.empty();
    };
  }

  static Map<String, JsonNode> byText(Iterable<JsonNode> values) {
    Map<String, JsonNode> byText = new LinkedHashMap<>();
    values.forEach(value -> byText.putIfAbsent(SchemaValues.canonical(value), value));
    return byText;
  }

  /** With only those values of a list that are of the type. */
  Alternative among(Map<String, JsonNode> listed) {
    Map<String, JsonNode> own = new LinkedHashMap<>(listed);
    own.values().removeIf(value -> SchemaType.of(value) != type);
    values.ifPresent(known -> own.keySet().retainAll(known.keySet()));
    return new Alternative(type, Optional.of(own), rule, opaque);
  }

  Alternative withOpaque(String keyword) {
    return new Alternative(type, values, rule, TextRule.union(opaque, Set.of(keyword)));
  }

  /** Both; they are of the same type. */
  Alternative and(Alternative other) {
    Alternative both =
        new Alternative(type, values, rule.and(other.rule), TextRule.union(opaque, other.opaque));
    return other.values.map(both::among).orElse(both);
  }

  boolean isImpossible() {
    return rule.isImpossible()
        || values
            .map(all ->
                all.values().stream().allMatch(one -> Membership.of(one, this) == Truth.NEVER))
            .orElse(false);
  }

  List<JsonNode> listed() {
    return values.map(all -> List.copyOf(all.values())).orElse(List.of());
  }

  boolean isWhole() {
    return rule instanceof NumberRule number && number.isWhole();
  }

  /** Whether every value of the type is listed, as it is without a restriction. */
  boolean hasAllValues() {
    return values.isEmpty() || values.equals(fixed(type));
  }

  /** The type in words. */
  String words() {
    return isWhole() ? "integer" : type.toString();
  }
}
