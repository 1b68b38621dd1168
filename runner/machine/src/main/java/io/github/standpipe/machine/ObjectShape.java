package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The allowed fields of an object in a definition, with their rules and languages, which of them
 * are required, and which exclude each other.
 */
final class ObjectShape implements FieldRule {
  /** The query language that a field belongs to. */
  private enum Language {
    BOTH,
    JSONPATH,
    JSONATA;

    boolean admits(boolean jsonata) {
      return this == BOTH || (this == JSONATA) == jsonata;
    }
  }

  private record FieldSpec(Language language, FieldRule rule) {}

  private final Map<String, FieldSpec> fields = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();
  private final List<List<String>> exclusive = new ArrayList<>();
  private final List<List<String>> choices = new ArrayList<>();
  private FieldRule further = FieldRules.ANY;

  ObjectShape field(String name, FieldRule rule) {
    fields.put(name, new FieldSpec(Language.BOTH, rule));
    return this;
  }

  ObjectShape jsonPath(String name, FieldRule rule) {
    fields.put(name, new FieldSpec(Language.JSONPATH, rule));
    return this;
  }

  ObjectShape jsonata(String name, FieldRule rule) {
    fields.put(name, new FieldSpec(Language.JSONATA, rule));
    return this;
  }

  ObjectShape require(String... names) {
    required.addAll(List.of(names));
    return this;
  }

  /** At most one of some fields. */
  ObjectShape exclude(String... names) {
    exclusive.add(List.of(names));
    return this;
  }

  /** Exactly one of some fields. */
  ObjectShape choose(String... names) {
    choices.add(List.of(names));
    return exclude(names);
  }

  /** One more rule for the whole object. */
  ObjectShape also(FieldRule rule) {
    further = further.and(rule);
    return this;
  }

  @Override
  public void check(DefinitionSpot spot) {
    if (!FieldRules.OBJECT_ONLY.holds(spot)) {
      return;
    }
    spot.value().fieldNames().forEachRemaining(name -> admit(spot, name));
    requireAll(spot);
    exclusive.forEach(names -> checkExclusive(spot, names));
    choices.forEach(names -> checkChoice(spot, names));
    further.check(spot);
    for (Map.Entry<String, JsonNode> field : spot.value().properties()) {
      FieldSpec known = fields.get(field.getKey());
      if (known != null && known.language().admits(spot.scope().jsonata())) {
        known.rule().check(spot.field(field.getKey()));
      }
    }
  }

  private void admit(DefinitionSpot spot, String name) {
    FieldSpec field = fields.get(name);
    if (field == null) {
      spot.error("Field '" + name + "' is not supported");
    } else if (!field.language().admits(spot.scope().jsonata())) {
      spot.error(
          "The QueryLanguage is set to '"
              + spot.scope().languageName()
              + "', but field '"
              + name
              + "' is only supported for the '"
              + (spot.scope().jsonata() ? "JSONPath" : "JSONata")
              + "' QueryLanguage");
    }
  }

  private void requireAll(DefinitionSpot spot) {
    List<String> missing = required.stream().filter(name -> !spot.has(name)).toList();
    if (!missing.isEmpty()) {
      spot.error("These fields are required: " + missing);
    }
  }

  private static void checkExclusive(DefinitionSpot spot, List<String> names) {
    if (count(spot, names) > 1) {
      spot.error("There should only be one of the following fields: " + names);
    }
  }

  private static void checkChoice(DefinitionSpot spot, List<String> names) {
    if (count(spot, names) == 0) {
      spot.error("This object should have only one of the following fields: " + names);
    }
  }

  /** An {@code End} of false does not count. */
  private static long count(DefinitionSpot spot, List<String> names) {
    return names.stream()
        .filter(name -> spot.has(name) && !(name.equals("End") && isFalse(spot, name)))
        .count();
  }

  private static boolean isFalse(DefinitionSpot spot, String name) {
    JsonNode value = spot.value().path(name);
    return value.isBoolean() && !value.booleanValue();
  }
}
