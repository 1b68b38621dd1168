package io.github.standpipe.internal.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether every value of an inner schema is one of an outer schema, and why not. For producers the
 * old schema is the inner one, for consumers the new schema is.
 *
 * <p>A pair of schemas that is being compared is taken as included if it is met again below, so
 * recursive schemas end.
 */
final class SchemaComparison {
  private static final int MOST_STEPS = 20_000;

  private final Party party;
  private final boolean isStrict;
  private final Set<Pair> open = new HashSet<>();
  private int steps;

  private record Pair(Constraint inner, Constraint outer) {}

  /**
   * @param party who is affected
   * @param isStrict whether fields that a schema does not declare count too
   */
  SchemaComparison(Party party, boolean isStrict) {
    this.party = party;
    this.isStrict = isStrict;
  }

  Party party() {
    return party;
  }

  boolean isStrict() {
    return isStrict;
  }

  /** The old one of two things, the inner one of which is given first. */
  <T> T before(T inner, T outer) {
    return party == Party.PRODUCER ? inner : outer;
  }

  <T> T after(T inner, T outer) {
    return party == Party.PRODUCER ? outer : inner;
  }

  /** A change that breaks the party. */
  SchemaChange breaking(SchemaChangeKind kind, String path, String detail) {
    return new SchemaChange(kind, path, detail, Set.of(party));
  }

  SchemaChange note(SchemaChangeKind kind, String path, String detail) {
    return new SchemaChange(kind, path, detail, Set.of());
  }

  /** A change of a limit: narrower for producers, wider for consumers. */
  SchemaChange limit(String path, String keyword, Object inner, Object outer) {
    return breaking(
        party == Party.PRODUCER ? SchemaChangeKind.NARROWED : SchemaChangeKind.WIDENED,
        path,
        keyword + " from " + before(inner, outer) + " to " + after(inner, outer));
  }

  List<SchemaChange> of(String path, Constraint inner, Constraint outer) {
    if (meaning(inner).equals(meaning(outer))) {
      return List.of();
    }
    if (++steps > MOST_STEPS) {
      return List.of(
          note(SchemaChangeKind.UNDECIDED, path, "the schemas have too many combinations"));
    }
    Pair pair = new Pair(inner, outer);
    if (!open.add(pair)) {
      return List.of();
    }
    List<SchemaChange> changes = of(path, inner.alternatives(), outer.alternatives());
    open.remove(pair);
    return changes;
  }

  private static List<String> meaning(Constraint constraint) {
    return constraint.isNever()
        ? List.of("false")
        : constraint.places().stream().map(SchemaPlace::meaning).sorted().toList();
  }

  private List<SchemaChange> of(String path, List<Alternative> inner, List<Alternative> outer) {
    Set<SchemaType> missing = types(inner);
    missing.removeAll(types(outer));
    Set<SchemaChange> changes = new LinkedHashSet<>();
    if (!missing.isEmpty()) {
      SchemaChange change = retyped(path, inner, outer);
      if (change.kind() == SchemaChangeKind.RETYPED || change.kind() == SchemaChangeKind.REMOVED) {
        return List.of(change);
      }
      changes.add(change);
    }
    for (Alternative one : inner) {
      if (!missing.contains(one.type())) {
        List<Alternative> candidates =
            outer.stream().filter(other -> other.type() == one.type()).toList();
        boolean isChoice = candidates.size() > 1 || count(one, inner) > 1;
        changes.addAll(new CandidateSchemas(this, path, isChoice).explain(one, candidates));
      }
    }
    return List.copyOf(changes);
  }

  private static long count(Alternative one, List<Alternative> all) {
    return all.stream().filter(other -> other.type() == one.type()).count();
  }

  private SchemaChange retyped(String path, List<Alternative> inner, List<Alternative> outer) {
    String detail =
        "type from " + words(before(inner, outer)) + " to " + words(after(inner, outer));
    Set<SchemaType> common = types(inner);
    common.retainAll(types(outer));
    common.remove(SchemaType.NULL);
    if (outer.isEmpty() && party == Party.PRODUCER) {
      return breaking(SchemaChangeKind.REMOVED, path, detail);
    }
    return !outer.isEmpty() && common.isEmpty() && !onlyNull(inner) && !onlyNull(outer)
        ? breaking(SchemaChangeKind.RETYPED, path, detail)
        : breaking(
            party == Party.PRODUCER ? SchemaChangeKind.NARROWED : SchemaChangeKind.WIDENED,
            path,
            detail);
  }

  private static boolean onlyNull(List<Alternative> all) {
    return types(all).equals(Set.of(SchemaType.NULL)) && all.size() > 1;
  }

  private static Set<SchemaType> types(List<Alternative> all) {
    return all.stream().map(Alternative::type).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The types in words: {@code string or null}. */
  static String words(List<Alternative> all) {
    if (types(all).size() == SchemaType.values().length) {
      return "anything";
    }
    List<String> words =
        Stream.concat(
                all.stream().filter(one -> one.type() != SchemaType.NULL),
                all.stream().filter(one -> one.type() == SchemaType.NULL))
            .map(Alternative::words)
            .distinct()
            .toList();
    return words.isEmpty() ? "nothing" : String.join(" or ", words);
  }

  /** The reasons why values of one alternative are not values of another of its type. */
  List<SchemaChange> of(String path, Alternative inner, Alternative outer) {
    List<SchemaChange> changes = new ArrayList<>();
    for (String opaque : outer.opaque()) {
      if (!inner.opaque().contains(opaque)) {
        String keyword = opaque.substring(0, opaque.indexOf(':'));
        changes.add(
            note(
                SchemaChangeKind.UNDECIDED,
                path,
                keyword + " is not the same, and is not analysed"));
      }
    }
    changes.addAll(
        switch (inner.rule()) {
          case NoRule none -> List.of();
          case TextRule text -> new ScalarChanges(this, path).of(text, (TextRule) outer.rule());
          case NumberRule number ->
              new ScalarChanges(this, path).of(number, (NumberRule) outer.rule());
          case ListRule list -> new ListChanges(this, path).of(list, (ListRule) outer.rule());
          case ObjectRule object ->
              new ObjectChanges(this, path).of(object, (ObjectRule) outer.rule());
        });
    return changes;
  }
}
