package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.shape.Truth;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Generated values of a schema: the smallest one, and those at its limits and at another's. */
final class LimitValues {
  private static final int DEEPEST = 12;
  private static final int LONGEST = 2_000;
  private static final int MOST_ITEMS = 60;
  private static final int MOST_LISTED = 300;
  private static final Map<String, String> FORMATS =
      Map.of(
          "date-time", "2000-01-01T00:00:00Z",
          "date", "2000-01-01",
          "time", "00:00:00Z",
          "duration", "P1D",
          "email", "a@example.com",
          "uuid", "00000000-0000-4000-8000-000000000000",
          "uri", "https://example.com",
          "hostname", "example.com",
          "ipv4", "192.0.2.1",
          "ipv6", "2001:db8::1");

  private LimitValues() {}

  /** A small value; null if none was found, which a caller's validator refuses. */
  static JsonNode smallest(Constraint constraint, int depth) {
    return depth > DEEPEST
        ? NullNode.getInstance()
        : constraint.alternatives().stream()
            .map(one -> smallest(one, depth))
            .min(Comparator.comparingInt(value -> Json.bytes(value).length))
            .orElse(NullNode.getInstance());
  }

  static JsonNode smallest(Alternative one, int depth) {
    if (one.values().isPresent()) {
      return one.listed().stream()
          .filter(value -> Membership.of(value, one) != Truth.NEVER)
          .min(Comparator.comparingInt(value -> Json.bytes(value).length))
          .orElse(NullNode.getInstance());
    }
    return switch (one.rule()) {
      case NoRule none -> NullNode.getInstance();
      case TextRule text -> texts(text, List.of()).getFirst();
      case NumberRule number -> numbers(number, List.of()).getFirst();
      case ListRule list -> list(list, size(list.size().least()), depth);
      case ObjectRule object -> object(object, depth);
    };
  }

  /** Values of an alternative at its limits and at those of others of the type. */
  static List<JsonNode> around(Alternative one, List<Alternative> others) {
    List<JsonNode> values = new ArrayList<>();
    if (one.values().isPresent()) {
      one.listed().stream().limit(MOST_LISTED).forEach(values::add);
    } else {
      switch (one.rule()) {
        case NoRule none -> {}
        case TextRule text -> values.addAll(texts(text, rules(others, TextRule.class)));
        case NumberRule number -> values.addAll(numbers(number, rules(others, NumberRule.class)));
        case ListRule list -> values.addAll(lists(list, rules(others, ListRule.class)));
        case ObjectRule object -> values.addAll(objects(object));
      }
    }
    values.removeIf(value -> Membership.of(value, one) == Truth.NEVER);
    return values;
  }

  static <T extends TypeRule> List<T> rules(List<Alternative> all, Class<T> type) {
    return all.stream().map(Alternative::rule).filter(type::isInstance).map(type::cast).toList();
  }

  private static int size(BigDecimal written) {
    return written.min(BigDecimal.valueOf(LONGEST)).max(BigDecimal.ZERO).intValue();
  }

  private static Set<Integer> sizes(Extent own, List<Extent> others) {
    Set<Integer> sizes = new LinkedHashSet<>(List.of(size(own.least())));
    List<Extent> all = new ArrayList<>(others);
    all.add(own);
    for (Extent one : all) {
      for (BigDecimal at : List.of(one.least(), one.most())) {
        sizes.add(size(at));
        sizes.add(size(at.add(BigDecimal.ONE)));
        sizes.add(size(at.subtract(BigDecimal.ONE)));
      }
    }
    return sizes;
  }

  /** The first one is small. */
  private static List<JsonNode> texts(TextRule rule, List<TextRule> others) {
    Set<String> texts = new LinkedHashSet<>();
    List<TextRule> all = new ArrayList<>(List.of(rule));
    all.addAll(others);
    for (TextRule one : all) {
      one.formats().forEach(format -> texts.add(FORMATS.getOrDefault(format, "a")));
      one.patterns().forEach(pattern -> PatternSample.of(pattern).ifPresent(texts::add));
    }
    List<Extent> lengths = others.stream().map(TextRule::length).toList();
    sizes(rule.length(), lengths).forEach(size -> texts.add("a".repeat(size)));
    texts.addAll(List.of("0", "A", " ", "-", "\u00e9"));
    List<JsonNode> values = new ArrayList<>();
    texts.stream()
        .map(TextNode::valueOf)
        .sorted(Comparator.comparing(value -> !isOf(value, rule)))
        .forEach(values::add);
    return values;
  }

  private static boolean isOf(JsonNode value, TextRule rule) {
    boolean isForm = rule.formats().isEmpty() || FORMATS.containsValue(value.textValue());
    return isForm && Membership.of(value, Alternative.of(SchemaType.STRING, rule)) != Truth.NEVER;
  }

  /** The first one is small. */
  private static List<JsonNode> numbers(NumberRule rule, List<NumberRule> others) {
    Set<BigDecimal> numbers = new LinkedHashSet<>(List.of(BigDecimal.ZERO, BigDecimal.ONE));
    List<NumberRule> all = new ArrayList<>(List.of(rule));
    all.addAll(others);
    List<BigDecimal> steps = new ArrayList<>(List.of(BigDecimal.ONE, new BigDecimal("0.5")));
    all.forEach(one -> steps.addAll(one.multiples()));
    for (NumberRule one : all) {
      for (NumberRule form : List.of(one, one.tightened())) {
        limits(form)
            .forEach(at -> {
              numbers.add(at);
              steps.forEach(step -> numbers.addAll(List.of(at.add(step), at.subtract(step))));
            });
      }
    }
    numbers.addAll(steps);
    List<JsonNode> values = new ArrayList<>();
    numbers.stream()
        .sorted(Comparator.comparing(number -> !rule.contains(number)))
        .map(number -> plain(number))
        .forEach(values::add);
    return values;
  }

  /** Draft 4 takes a decimal for something else than an integer, even without a fraction. */
  private static JsonNode plain(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() <= 0
        ? Json.array().add(plain.toBigIntegerExact()).get(0)
        : DecimalNode.valueOf(plain);
  }

  private static List<BigDecimal> limits(NumberRule rule) {
    List<BigDecimal> limits = new ArrayList<>();
    for (Optional<NumberRule.Limit> limit : List.of(rule.low(), rule.high())) {
      limit.ifPresent(one -> limits.add(one.at()));
    }
    return limits;
  }

  private static List<JsonNode> lists(ListRule rule, List<ListRule> others) {
    List<JsonNode> lists = new ArrayList<>();
    for (int size : sizes(rule.size(), others.stream().map(ListRule::size).toList())) {
      if (size <= MOST_ITEMS) {
        lists.add(list(rule, size, 0));
        lists.add(alike(rule, size));
      }
    }
    return lists;
  }

  private static ArrayNode alike(ListRule rule, int size) {
    ArrayNode list = Json.array();
    for (int i = 0; i < size; i++) {
      list.add(smallest(rule.item(i), 1));
    }
    return list;
  }

  /** With different items, as far as there are some. */
  static ArrayNode list(ListRule rule, int size, int depth) {
    ArrayNode list = Json.array();
    Set<String> known = new LinkedHashSet<>();
    for (int i = 0; i < Math.min(size, MOST_ITEMS); i++) {
      JsonNode item = smallest(rule.item(i), depth + 1);
      if (!known.add(SchemaValues.canonical(item))) {
        item = other(rule.item(i), known).orElse(item);
        known.add(SchemaValues.canonical(item));
      }
      list.add(item);
    }
    return list;
  }

  private static Optional<JsonNode> other(Constraint item, Set<String> known) {
    return item.alternatives().stream()
        .flatMap(one -> around(one, List.of()).stream())
        .filter(value -> !known.contains(SchemaValues.canonical(value)))
        .findFirst();
  }

  /** With the keys that it needs. */
  static ObjectNode object(ObjectRule rule, int depth) {
    ObjectNode object = Json.object();
    rule.required().forEach(key -> object.set(key, smallest(rule.of(key), depth + 1)));
    for (String dependent : rule.dependents()) {
      int arrow = dependent.indexOf('>');
      String other = dependent.substring(arrow + 1);
      if (object.has(dependent.substring(0, arrow)) && !object.has(other)) {
        object.set(other, smallest(rule.of(other), depth + 1));
      }
    }
    int missing = size(rule.size().least()) - object.size();
    for (String key : rule.declared()) {
      if (missing > 0 && !object.has(key) && !rule.of(key).isNever()) {
        object.set(key, smallest(rule.of(key), depth + 1));
        missing--;
      }
    }
    for (int i = 0; i < Math.min(missing, MOST_ITEMS) && !rule.rest().isNever(); i++) {
      object.set("other" + i, smallest(rule.rest(), depth + 1));
    }
    return object;
  }

  private static List<JsonNode> objects(ObjectRule rule) {
    ObjectNode least = object(rule, 0);
    ObjectNode all = least.deepCopy();
    for (String key : rule.declared()) {
      if (!all.has(key) && !rule.of(key).isNever()) {
        all.set(key, smallest(rule.of(key), 1));
      }
    }
    return List.of(least, all);
  }
}
