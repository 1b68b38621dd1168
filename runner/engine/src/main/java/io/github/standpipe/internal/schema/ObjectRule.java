package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What an object must satisfy.
 *
 * @param parts all apply
 * @param dependents keys that an object must have if it has another, as {@code key>dependent}
 */
record ObjectRule(List<Part> parts, Set<String> required, Extent size, Set<String> dependents)
    implements TypeRule {
  static final ObjectRule ANY = new ObjectRule(List.of(), Set.of(), Extent.ANY, Set.of());

  /** The schemas of keys, of keys that match a pattern, and of all others. */
  record Part(Map<String, Constraint> keys, Map<String, Constraint> patterns, Constraint rest) {

    Constraint of(String key) {
      Constraint all = keys.getOrDefault(key, Constraint.ANY);
      boolean isOwn = keys.containsKey(key);
      for (Map.Entry<String, Constraint> pattern : patterns.entrySet()) {
        if (matches(pattern.getKey(), key)) {
          all = all.and(pattern.getValue());
          isOwn = true;
        }
      }
      return isOwn ? all : rest;
    }
  }

  static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  static ObjectRule of(SchemaPlace place) {
    JsonNode schema = place.node();
    Part part =
        new Part(
            children(place, "properties"),
            children(place, "patternProperties"),
            child(place, "additionalProperties")
                .and(closedByLaterKeyword(place) ? Constraint.NEVER : Constraint.ANY));
    boolean isPlain = part.keys().isEmpty() && part.patterns().isEmpty() && part.rest().isAny();
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(key -> required.add(key.asText()));
    return new ObjectRule(
        isPlain ? List.of() : List.of(part),
        required,
        Extent.of(schema, "minProperties", "maxProperties"),
        dependents(place));
  }

  /** Beside nothing that evaluates keys elsewhere, it is the same as additionalProperties. */
  private static boolean closedByLaterKeyword(SchemaPlace place) {
    JsonNode closed = place.keyword("unevaluatedProperties");
    return closed.isBoolean()
        && !closed.booleanValue()
        && !Alternatives.hasApplicators(place.node());
  }

  static Constraint child(SchemaPlace place, String keyword) {
    return place.node().has(keyword) ? place.child(keyword).constraint() : Constraint.ANY;
  }

  private static Map<String, Constraint> children(SchemaPlace place, String keyword) {
    Map<String, Constraint> children = new LinkedHashMap<>();
    place
        .node()
        .path(keyword)
        .fieldNames()
        .forEachRemaining(
            name -> children.put(name, place.child(keyword).child(name).constraint()));
    return children;
  }

  private static Set<String> dependents(SchemaPlace place) {
    Set<String> dependents = new TreeSet<>();
    for (String keyword : new String[] {"dependencies", "dependentRequired"}) {
      for (var one : place.keyword(keyword).properties()) {
        one.getValue()
            .forEach(key -> {
              if (key.isTextual() && one.getValue().isArray()) {
                dependents.add(one.getKey() + ">" + key.asText());
              }
            });
      }
    }
    return dependents;
  }

  /** The keys that a schema names. */
  Set<String> declared() {
    Set<String> keys = new LinkedHashSet<>();
    parts.forEach(part -> keys.addAll(part.keys().keySet()));
    keys.addAll(required);
    return keys;
  }

  /** Whether some schema describes a key, by its name or a pattern. */
  boolean declares(String key) {
    return required.contains(key)
        || parts.stream()
            .anyMatch(part ->
                part.keys().containsKey(key)
                    || part.patterns().keySet().stream().anyMatch(p -> matches(p, key)));
  }

  Constraint of(String key) {
    return parts.stream().map(part -> part.of(key)).reduce(Constraint.ANY, Constraint::and);
  }

  /** The constraint of keys that no schema names. */
  Constraint rest() {
    return parts.stream().map(Part::rest).reduce(Constraint.ANY, Constraint::and);
  }

  Map<String, Constraint> patterns() {
    Map<String, Constraint> all = new LinkedHashMap<>();
    parts.forEach(part ->
        part.patterns().forEach((pattern, value) -> all.merge(pattern, value, Constraint::and)));
    return all;
  }

  static <T> List<T> concat(List<T> one, List<T> other) {
    List<T> all = new ArrayList<>(one);
    other.stream().filter(part -> !all.contains(part)).forEach(all::add);
    return all;
  }

  @Override
  public TypeRule and(TypeRule other) {
    ObjectRule object = (ObjectRule) other;
    return new ObjectRule(
        concat(parts, object.parts),
        TextRule.union(required, object.required),
        size.and(object.size),
        TextRule.union(dependents, object.dependents));
  }

  @Override
  public boolean isImpossible() {
    return size.isImpossible() || required.stream().anyMatch(key -> of(key).isNever());
  }
}
