package io.github.standpipe.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Compares what arrays must satisfy. */
record ListChanges(SchemaComparison comparison, String path) {

  List<SchemaChange> of(ListRule inner, ListRule outer) {
    List<SchemaChange> changes =
        new ArrayList<>(
            new ScalarChanges(comparison, path).extent("Items", inner.size(), outer.size()));
    boolean isShort =
        inner.size().isBounded() && inner.size().most().compareTo(BigDecimal.ONE) <= 0;
    if (outer.isUnique() && !inner.isUnique() && !isShort) {
      changes.add(comparison.limit(path, "uniqueItems", inner.isUnique(), outer.isUnique()));
    }
    int own = Math.max(inner.own(), outer.own());
    for (int i = 0; i < own; i++) {
      if (inner.reaches(i)) {
        changes.addAll(comparison.of(path + "[" + i + "]", inner.item(i), outer.item(i)));
      }
    }
    if (inner.reaches(own) && !inner.rest().isNever()) {
      changes.addAll(rest(inner, outer));
    }
    return changes;
  }

  private List<SchemaChange> rest(ListRule inner, ListRule outer) {
    if (outer.rest().isNever()) {
      return List.of(comparison.limit(path, "further items", "allowed", "not allowed"));
    }
    return comparison.of(path + "[]", inner.rest(), outer.rest());
  }
}
