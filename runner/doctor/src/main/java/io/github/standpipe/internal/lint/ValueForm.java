package io.github.standpipe.internal.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Everything that some values have: their keys, what is in their arrays, how they look. */
final class ValueForm {
  private static final Set<String> SCALARS = Set.of("string", "number", "integer", "boolean");

  private static final int MOST_TEXTS = 50;

  private final Map<String, ValueForm> keys = new TreeMap<>();
  private @Nullable ValueForm items;
  private boolean open;
  private boolean scalar;
  private boolean decimal;
  private final Set<String> texts = new TreeSet<>();

  /** The form of unknown values. */
  static ValueForm unknown() {
    ValueForm form = new ValueForm();
    form.open();
    return form;
  }

  /** A value may have more than is known here. */
  void open() {
    open = true;
  }

  void add(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> value.properties().forEach(each -> key(each.getKey()).add(each.getValue()));
      case ARRAY -> value.forEach(items()::add);
      case NULL, MISSING -> {}
      default -> {
        scalar = true;
        decimal |= value.isNumber() && !isDyadic(value.decimalValue());
        if (value.isTextual() && texts.size() < MOST_TEXTS) {
          texts.add(value.textValue());
        }
      }
    }
  }

  /** Adds what a JSON schema describes. */
  void addSchema(JsonNode schema, JsonNode root, int depth) {
    JsonNode part = resolved(schema, root);
    if (depth == 0 || !part.isObject()) {
      open = true;
      return;
    }
    part.path("properties")
        .properties()
        .forEach(each -> key(each.getKey()).addSchema(each.getValue(), root, depth - 1));
    JsonNode ofItems = part.path("items");
    if (ofItems.isObject()) {
      items().addSchema(ofItems, root, depth - 1);
    } else if (part.has("items") || part.has("prefixItems")) {
      items().open();
    }
    boolean composed = false;
    for (String word : Set.of("allOf", "anyOf", "oneOf")) {
      for (JsonNode one : part.path(word)) {
        composed = true;
        addSchema(one, root, depth - 1);
      }
    }
    part.path("enum").forEach(this::add);
    boolean plain = SCALARS.contains(part.path("type").asText()) || part.has("enum");
    scalar |= plain;
    boolean describes =
        plain || composed || part.has("properties") || part.path("type").asText().equals("array");
    open |=
        !describes
            || part.has("patternProperties")
            || part.path("additionalProperties").isObject()
            || part.has("$dynamicRef")
            || part.has("if");
  }

  private static JsonNode resolved(JsonNode schema, JsonNode root) {
    JsonNode part = schema;
    for (int i = 0; i < 8 && part.path("$ref").isTextual(); i++) {
      String reference = part.path("$ref").textValue();
      part = reference.startsWith("#/") ? root.at(reference.substring(1)) : root.path("\0");
    }
    return part;
  }

  /** What is known of a key, created if nothing is. */
  private ValueForm key(String name) {
    return keys.computeIfAbsent(name, key -> new ValueForm());
  }

  private ValueForm items() {
    ValueForm all = items == null ? new ValueForm() : items;
    items = all;
    return all;
  }

  /** Whether a key may be there: not if the values are known, and none has it. */
  boolean mayHave(String name) {
    boolean nothingSeen = keys.isEmpty() && !scalar && items == null;
    return open || nothingSeen || keys.containsKey(name);
  }

  Optional<ValueForm> get(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  /** What is in the arrays among the values. */
  Optional<ValueForm> ofItems() {
    return Optional.ofNullable(items);
  }

  Set<String> names() {
    return new TreeSet<>(keys.keySet());
  }

  /** Whether some value is a number that binary decimals do not hold exactly. */
  boolean hasDecimals() {
    return decimal;
  }

  boolean isScalar() {
    return scalar;
  }

  /** Some of the texts among the values. */
  Set<String> texts() {
    return texts;
  }

  /** Visits each key below, shortest paths first. */
  void each(String path, BiConsumer<String, ValueForm> visitor) {
    Deque<Map.Entry<String, ValueForm>> next = new ArrayDeque<>();
    next.add(Map.entry(path, this));
    while (!next.isEmpty()) {
      Map.Entry<String, ValueForm> one = next.remove();
      one.getValue()
          .keys
          .forEach((name, form) -> {
            String place = joined(one.getKey(), name);
            visitor.accept(place, form);
            next.add(Map.entry(place, form));
          });
      one.getValue().ofItems().ifPresent(all -> next.add(Map.entry(one.getKey() + "[]", all)));
    }
  }

  static String joined(String path, String key) {
    return path
        + (key.matches("[A-Za-z_][\\w-]*") ? "." + key : ".\"" + key.replace("\"", "\\\"") + "\"");
  }

  /** Whether binary decimals hold a number exactly. */
  static boolean isDyadic(BigDecimal number) {
    double binary = number.doubleValue();
    return Double.isInfinite(binary) || new BigDecimal(binary).compareTo(number) == 0;
  }
}
