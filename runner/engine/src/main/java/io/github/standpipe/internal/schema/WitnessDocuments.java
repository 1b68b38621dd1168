package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Small documents of one schema near the limits of another: each is as small as possible but for
 * one place.
 */
final class WitnessDocuments {
  private static final int MOST = 4_000;
  private static final int DEEPEST = 10;

  /** A schema that is part of itself is followed into itself once. */
  private static final int MOST_VISITS = 2;

  /**
   * A document.
   *
   * @param path of its place, as changes name it
   */
  record Candidate(String path, JsonNode document) {}

  private final List<Candidate> found = new ArrayList<>();
  private final Map<Constraint, Integer> visits = new HashMap<>();

  private WitnessDocuments() {}

  static List<Candidate> of(Constraint inner, Constraint outer) {
    WitnessDocuments documents = new WitnessDocuments();
    documents.walk(inner, List.of(outer), "", UnaryOperator.identity(), 0);
    return documents.found;
  }

  private void add(String path, JsonNode document) {
    if (found.size() < MOST) {
      found.add(new Candidate(path, document));
    }
  }

  private void walk(
      Constraint inner,
      List<Constraint> outers,
      String path,
      UnaryOperator<JsonNode> holder,
      int depth) {
    boolean isAny = inner.isAny(); // the other side ends it
    boolean isKnown = visits.merge(inner, 1, Integer::sum) > MOST_VISITS && !isAny;
    if (!isKnown && depth <= DEEPEST && found.size() < MOST) {
      follow(inner, outers, path, holder, depth);
    }
    visits.computeIfPresent(inner, (same, times) -> times - 1);
  }

  private void follow(
      Constraint inner,
      List<Constraint> outers,
      String path,
      UnaryOperator<JsonNode> holder,
      int depth) {
    List<Alternative> others =
        outers.stream().flatMap(outer -> outer.alternatives().stream()).toList();
    for (Alternative one : inner.alternatives()) {
      LimitValues.around(one, others).forEach(value -> add(path, holder.apply(value)));
      if (one.values().isPresent()
          || inner.isAny() && outers.stream().allMatch(Constraint::isAny)) {
        continue;
      }
      if (one.rule() instanceof ObjectRule object) {
        object(object, LimitValues.rules(others, ObjectRule.class), path, holder, depth);
      } else if (one.rule() instanceof ListRule list) {
        list(list, LimitValues.rules(others, ListRule.class), path, holder, depth);
      }
    }
  }

  private void object(
      ObjectRule inner,
      List<ObjectRule> outers,
      String path,
      UnaryOperator<JsonNode> holder,
      int depth) {
    ObjectNode bare = LimitValues.object(inner, depth);
    ObjectNode least = withRequired(bare, inner, outers, depth);
    Set<String> keys = new LinkedHashSet<>(inner.declared());
    outers.forEach(outer -> keys.addAll(outer.declared()));
    for (String key : keys) {
      String here = SchemaChange.below(path, key);
      if (!bare.has(key)) {
        add(here, holder.apply(without(least, key)));
        add(here, holder.apply(bare));
      }
      key(
          inner.of(key),
          outers.stream().map(it -> it.of(key)).toList(),
          here,
          least,
          key,
          holder,
          depth);
    }
    inner
        .patterns()
        .keySet()
        .forEach(pattern ->
            PatternSample.of(pattern)
                .ifPresent(key ->
                    key(
                        inner.of(key),
                        outers.stream().map(it -> it.of(key)).toList(),
                        SchemaChange.joined(path, "{" + pattern + "}"),
                        least,
                        key,
                        holder,
                        depth)));
    String rest = keys.contains("other") ? "otherKey" : "other";
    List<Constraint> others = outers.stream().map(ObjectRule::rest).toList();
    key(inner.rest(), others, SchemaChange.joined(path, "*"), least, rest, holder, depth);
    if (!inner.rest().isNever()) {
      add(path, holder.apply(with(least, rest, LimitValues.smallest(inner.rest(), depth))));
    }
  }

  /** With what the other side needs, so that only one thing differs. */
  private static ObjectNode withRequired(
      ObjectNode bare, ObjectRule inner, List<ObjectRule> outers, int depth) {
    ObjectNode least = bare.deepCopy();
    for (ObjectRule outer : outers) {
      for (String key : outer.required()) {
        if (!least.has(key) && !inner.of(key).isNever()) {
          least.set(key, LimitValues.smallest(inner.of(key).and(outer.of(key)), depth + 1));
        }
      }
    }
    return least;
  }

  private static ObjectNode without(ObjectNode object, String key) {
    ObjectNode copy = object.deepCopy();
    copy.remove(key);
    return copy;
  }

  private void key(
      Constraint inner,
      List<Constraint> outers,
      String path,
      ObjectNode least,
      String key,
      UnaryOperator<JsonNode> holder,
      int depth) {
    if (!inner.isNever()) {
      walk(inner, outers, path, value -> holder.apply(with(least, key, value)), depth + 1);
    }
  }

  private static ObjectNode with(ObjectNode object, String key, JsonNode value) {
    ObjectNode copy = object.deepCopy();
    copy.set(key, value);
    return copy;
  }

  private void list(
      ListRule inner,
      List<ListRule> outers,
      String path,
      UnaryOperator<JsonNode> holder,
      int depth) {
    int own = Math.max(inner.own(), outers.stream().mapToInt(ListRule::own).max().orElse(0));
    for (int i = 0; i <= own; i++) {
      int index = i;
      String here = path + (i == own ? "[]" : "[" + i + "]");
      List<Constraint> others = outers.stream().map(it -> it.item(index)).toList();
      walk(
          inner.item(index),
          others,
          here,
          value -> holder.apply(withItem(inner, index, value, depth)),
          depth + 1);
    }
  }

  private static ArrayNode withItem(ListRule rule, int index, JsonNode value, int depth) {
    int least = rule.size().least().min(java.math.BigDecimal.valueOf(50)).intValue();
    ArrayNode list = LimitValues.list(rule, Math.max(index + 1, least), depth);
    list.set(index, value);
    return list;
  }
}
