package io.github.standpipe.internal.schema;

import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between two versions of a schema under the policy "no breaking changes: add fields,
 * never remove, rename or retype".
 *
 * @param changes by path; breaking, undecided and harmless ones
 */
public record Compatibility(List<SchemaChange> changes) {
  private static final String WHOLE = "the whole schema";

  public Compatibility {
    changes = List.copyOf(changes);
  }

  /**
   * Compares two versions.
   *
   * @param watched the parties that must not break
   * @param isStrict whether consumers validate events with the old schema, and producers send
   *     fields that no schema declares
   */
  public static Compatibility of(
      SchemaDocument before, SchemaDocument after, Set<Party> watched, boolean isStrict) {
    List<SchemaChange> changes = new ArrayList<>();
    Map<String, Constraint> old = before.roots();
    Map<String, Constraint> now = after.roots();
    verifyAlike(old.keySet(), now.keySet());
    for (Party party : Party.values()) {
      if (watched.contains(party)) {
        SchemaComparison comparison = new SchemaComparison(party, isStrict);
        names(before, after, comparison, changes);
        if (old.size() == 1 && now.size() == 1) {
          compare(comparison, "", old.values().iterator().next(), now.values().iterator().next())
              .forEach(change -> add(change, changes));
        } else {
          byName(comparison, old, now, changes);
        }
      }
    }
    changes.sort(Comparator.comparing(SchemaChange::path));
    return new Compatibility(changes);
  }

  /**
   * Compares the schemas of two files, by name; a single schema of a file has any name.
   *
   * @return the verdicts by name
   */
  public static Map<String, Compatibility> of(
      SchemaSet before, SchemaSet after, Set<Party> watched, boolean isStrict) {
    Map<String, Compatibility> verdicts = new LinkedHashMap<>();
    boolean areTwo = before.isSingle() && after.isSingle();
    if (areTwo) {
      verdicts.put("", of(before.single(), after.single(), watched, isStrict));
      return verdicts;
    }
    verifyAlike(before.names(), after.names());
    Set<String> names = new LinkedHashSet<>(before.names());
    names.addAll(after.names());
    for (String name : names) {
      verdicts.put(name, verdict(name, before, after, watched, isStrict));
    }
    return verdicts;
  }

  /** One schema cannot be compared with several: nobody says which of them it became. */
  private static void verifyAlike(Set<String> before, Set<String> after) {
    boolean isOneToOne = before.size() == 1 && after.size() == 1;
    if (!isOneToOne && before.contains("") != after.contains("")) {
      Set<String> several = before.contains("") ? after : before;
      throw new Fault(
          "compat",
          "compares one schema with one, or several with several by name; one file is a schema,"
              + " and the other holds "
              + String.join(", ", several));
    }
  }

  private static Compatibility verdict(
      String name, SchemaSet before, SchemaSet after, Set<Party> watched, boolean isStrict) {
    if (before.unknown().contains(name) || after.unknown().contains(name)) {
      return one(
          SchemaChangeKind.UNDECIDED, "its content is not known before a deployment", Set.of());
    }
    SchemaDocument old = before.schemas().get(name);
    SchemaDocument now = after.schemas().get(name);
    return old == null || now == null
        ? old == null
            ? one(SchemaChangeKind.ADDED, WHOLE, Set.of())
            : one(SchemaChangeKind.REMOVED, WHOLE, watched)
        : of(old, now, watched, isStrict);
  }

  private static Compatibility one(SchemaChangeKind kind, String detail, Set<Party> breaks) {
    return new Compatibility(List.of(new SchemaChange(kind, "", detail, breaks)));
  }

  private static List<SchemaChange> compare(
      SchemaComparison comparison, String path, Constraint before, Constraint after) {
    return comparison.of(path, comparison.before(before, after), comparison.after(before, after));
  }

  private static void byName(
      SchemaComparison comparison,
      Map<String, Constraint> before,
      Map<String, Constraint> after,
      List<SchemaChange> changes) {
    before.forEach((name, schema) -> {
      Constraint other = after.get(name);
      if (other == null) {
        add(comparison.breaking(SchemaChangeKind.REMOVED, name, WHOLE), changes);
      } else {
        compare(comparison, name, schema, other).forEach(change -> add(change, changes));
      }
    });
    after.forEach((name, schema) -> {
      if (!before.containsKey(name)) {
        add(comparison.note(SchemaChangeKind.ADDED, name, WHOLE), changes);
      }
    });
  }

  /** Rules select events by these names, so a consumer's rule must find the same ones. */
  private static void names(
      SchemaDocument before,
      SchemaDocument after,
      SchemaComparison comparison,
      List<SchemaChange> changes) {
    for (String key : new String[] {"source", "detail-type"}) {
      Optional<String> old = before.eventName(key);
      Optional<String> now = after.eventName(key);
      if (comparison.party() == Party.CONSUMER
          && old.isPresent()
          && now.isPresent()
          && !old.equals(now)) {
        String detail = "from " + old.get() + " to " + now.get();
        add(comparison.breaking(SchemaChangeKind.RULED_BY, key, detail), changes);
      }
    }
  }

  /** Both parties may find the same change. */
  private static void add(SchemaChange change, List<SchemaChange> changes) {
    for (int i = 0; i < changes.size(); i++) {
      SchemaChange other = changes.get(i);
      if (other.isAlike(change)) {
        changes.set(i, other.alsoBreaking(change.breaks()));
        return;
      }
    }
    changes.add(change);
  }

  public boolean isBreaking() {
    return changes.stream().anyMatch(SchemaChange::isBreaking);
  }

  public boolean isUndecided() {
    return changes.stream().anyMatch(SchemaChange::isUndecided);
  }
}
