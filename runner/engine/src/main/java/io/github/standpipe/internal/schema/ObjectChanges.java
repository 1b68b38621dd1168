package io.github.standpipe.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what objects must satisfy, key by key. */
record ObjectChanges(SchemaComparison comparison, String path) {

  List<SchemaChange> of(ObjectRule inner, ObjectRule outer) {
    KeyChanges keys =
        KeyChanges.of(comparison.before(inner, outer), comparison.after(inner, outer));
    List<SchemaChange> changes = new ArrayList<>();
    if (comparison.party() == Party.CONSUMER) {
      forConsumers(inner, outer, keys, changes);
    } else {
      forProducers(inner, outer, keys, changes);
    }
    for (String key : inner.declared()) {
      if (outer.declares(key) && !keys.removed().contains(key) && !keys.added().contains(key)) {
        changes.addAll(comparison.of(at(key), inner.of(key), outer.of(key)));
      }
    }
    required(inner, outer, keys, changes);
    rest(inner, outer, changes);
    size(inner, outer, changes);
    dependents(inner, outer, changes);
    return changes;
  }

  private String at(String key) {
    return SchemaChange.below(path, key);
  }

  private String matching(String pattern) {
    return SchemaChange.joined(path, "{" + pattern + "}");
  }

  /** New events against the old schema: nothing may be missing, and more may be there. */
  private void forConsumers(
      ObjectRule now, ObjectRule before, KeyChanges keys, List<SchemaChange> changes) {
    for (String key : keys.removed()) {
      changes.add(removed(key, before, keys));
    }
    for (String key : keys.added()) {
      boolean isRenamed = keys.renamed().containsValue(key);
      Constraint known = before.of(key);
      if (known.isImpossible()) {
        changes.add(added(key, now));
      } else if (known.isAny()) {
        if (!isRenamed) {
          changes.add(comparison.note(SchemaChangeKind.ADDED, at(key), describe(key, now)));
        }
      } else {
        changes.addAll(comparison.of(at(key), now.of(key), known));
      }
    }
  }

  /** A reader is expected to ignore what it does not know, unless it validates strictly. */
  private SchemaChange added(String key, ObjectRule now) {
    String detail = describe(key, now) + "; the old schema allows no other fields";
    return comparison.isStrict()
        ? comparison.breaking(SchemaChangeKind.ADDED, at(key), detail)
        : comparison.note(SchemaChangeKind.ADDED, at(key), detail);
  }

  private SchemaChange removed(String key, ObjectRule before, KeyChanges keys) {
    String name = keys.renamed().get(key);
    return name == null
        ? comparison.breaking(SchemaChangeKind.REMOVED, at(key), describe(key, before))
        : comparison.breaking(
            SchemaChangeKind.RENAMED,
            at(key),
            "to " + at(name) + ", which is new and of the same type; a guess by the name");
  }

  private static String describe(String key, ObjectRule rule) {
    return SchemaComparison.words(rule.of(key).alternatives())
        + (rule.required().contains(key) ? ", required" : ", optional");
  }

  /** Old events against the new schema: what they have must be allowed. */
  private void forProducers(
      ObjectRule before, ObjectRule now, KeyChanges keys, List<SchemaChange> changes) {
    for (String key : keys.removed()) {
      if (now.of(key).isImpossible()) {
        changes.add(removed(key, before, keys));
      } else {
        changes.addAll(comparison.of(at(key), before.of(key), now.of(key)));
      }
    }
    for (String key : keys.added()) {
      if (comparison.isStrict() && !now.required().contains(key)) {
        changes.addAll(comparison.of(at(key), before.of(key), now.of(key)));
      }
    }
  }

  private void required(
      ObjectRule inner, ObjectRule outer, KeyChanges keys, List<SchemaChange> changes) {
    boolean isForProducers = comparison.party() == Party.PRODUCER;
    for (String key : outer.required()) {
      boolean isRemoved = !isForProducers && keys.removed().contains(key);
      if (!inner.required().contains(key) && !isRemoved) {
        changes.add(
            isForProducers
                ? comparison.breaking(
                    SchemaChangeKind.REQUIRED,
                    at(key),
                    keys.added().contains(key) ? "new and required" : "from optional to required")
                : comparison.breaking(
                    SchemaChangeKind.OPTIONAL, at(key), "from required to optional"));
      }
    }
  }

  /** Keys that are not named: those that match a pattern, and all others. */
  private void rest(ObjectRule inner, ObjectRule outer, List<SchemaChange> changes) {
    Map<String, Constraint> patterns = inner.patterns();
    patterns.forEach((pattern, constraint) -> {
      Constraint other = outer.patterns().get(pattern);
      String at = matching(pattern);
      if (!constraint.isNever()) {
        changes.addAll(comparison.of(at, constraint, other == null ? outer.rest() : other));
      }
    });
    outer
        .patterns()
        .forEach((pattern, constraint) -> {
          if (!patterns.containsKey(pattern)) {
            byPattern(inner, pattern, constraint, changes);
          }
        });
    others(inner, outer, changes);
  }

  private void byPattern(
      ObjectRule inner, String pattern, Constraint constraint, List<SchemaChange> changes) {
    if (!inner.rest().isNever()) {
      changes.addAll(comparison.of(matching(pattern), inner.rest(), constraint));
    }
    if (!inner.patterns().isEmpty()) {
      changes.add(
          comparison.note(
              SchemaChangeKind.UNDECIDED,
              path,
              "whether keys match several patterns is not analysed"));
    }
  }

  private void others(ObjectRule inner, ObjectRule outer, List<SchemaChange> changes) {
    if (inner.rest().isNever()) {
      return;
    }
    if (outer.rest().isNever()) {
      boolean isOpened = comparison.party() == Party.CONSUMER && !comparison.isStrict();
      String detail =
          "additionalProperties from "
              + comparison.before("allowed", "not allowed")
              + " to "
              + comparison.after("allowed", "not allowed");
      changes.add(
          isOpened
              ? comparison.note(SchemaChangeKind.WIDENED, path, detail)
              : comparison.breaking(
                  comparison.party() == Party.PRODUCER
                      ? SchemaChangeKind.NARROWED
                      : SchemaChangeKind.WIDENED,
                  path,
                  detail));
    } else {
      changes.addAll(comparison.of(SchemaChange.joined(path, "*"), inner.rest(), outer.rest()));
    }
  }

  private void size(ObjectRule inner, ObjectRule outer, List<SchemaChange> changes) {
    Extent size = inner.size();
    BigDecimal least = size.least().max(BigDecimal.valueOf(inner.required().size()));
    BigDecimal declared = BigDecimal.valueOf(inner.declared().size());
    boolean isClosed = inner.rest().isNever() && inner.patterns().isEmpty();
    BigDecimal most =
        isClosed && (!size.isBounded() || declared.compareTo(size.most()) < 0)
            ? declared
            : size.most();
    changes.addAll(
        new ScalarChanges(comparison, path)
            .extent("Properties", new Extent(least, most), outer.size()));
  }

  private void dependents(ObjectRule inner, ObjectRule outer, List<SchemaChange> changes) {
    for (String dependent : outer.dependents()) {
      String key = dependent.substring(0, dependent.indexOf('>'));
      String other = dependent.substring(dependent.indexOf('>') + 1);
      boolean holds =
          inner.dependents().contains(dependent)
              || inner.required().contains(other)
              || inner.of(key).isNever();
      if (!holds) {
        changes.add(
            comparison.breaking(
                comparison.party() == Party.PRODUCER
                    ? SchemaChangeKind.REQUIRED
                    : SchemaChangeKind.OPTIONAL,
                at(other),
                comparison.party() == Party.PRODUCER
                    ? "required beside " + key
                    : "no longer required beside " + key));
      }
    }
  }
}
