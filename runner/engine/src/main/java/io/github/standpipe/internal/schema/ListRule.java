package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What an array must satisfy.
 *
 * @param parts all apply
 */
record ListRule(List<Part> parts, Extent size, boolean isUnique) implements TypeRule {
  static final ListRule ANY = new ListRule(List.of(), Extent.ANY, false);

  /** The schemas of the first items, and of all others. */
  record Part(List<Constraint> first, Constraint rest) {}

  static ListRule of(SchemaPlace place) {
    JsonNode schema = place.node();
    JsonNode items = schema.path("items");
    String tuple = items.isArray() ? "items" : "prefixItems";
    List<Constraint> first = new ArrayList<>();
    for (int i = 0; i < place.keyword(tuple).size(); i++) {
      first.add(place.child(tuple).child(i).constraint());
    }
    String rest = items.isArray() ? "additionalItems" : "items";
    boolean isPlain = first.isEmpty() && !schema.has(rest);
    return new ListRule(
        isPlain ? List.of() : List.of(new Part(first, ObjectRule.child(place, rest))),
        Extent.of(schema, "minItems", "maxItems"),
        schema.path("uniqueItems").asBoolean(false));
  }

  /** The constraint of the item at an index. */
  Constraint item(int index) {
    Constraint all = Constraint.ANY;
    for (Part part : parts) {
      all = all.and(index < part.first.size() ? part.first.get(index) : part.rest);
    }
    return all;
  }

  /** The number of items with constraints of their own. */
  int own() {
    return parts.stream().mapToInt(part -> part.first.size()).max().orElse(0);
  }

  /** The constraint of all items behind those. */
  Constraint rest() {
    return parts.stream().map(Part::rest).reduce(Constraint.ANY, Constraint::and);
  }

  /** Whether an array may have an item at an index. */
  boolean reaches(int index) {
    return !size.isBounded() || size.most().compareTo(BigDecimal.valueOf(index)) > 0;
  }

  @Override
  public TypeRule and(TypeRule other) {
    ListRule list = (ListRule) other;
    return new ListRule(
        ObjectRule.concat(parts, list.parts), size.and(list.size), isUnique || list.isUnique);
  }

  @Override
  public boolean isImpossible() {
    return size.isImpossible();
  }
}
