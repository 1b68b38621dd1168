package io.github.standpipe.internal.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.shape.Truth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds an outer alternative that includes an inner one, and otherwise explains the nearest.
 *
 * @param isChoice whether there are several alternatives of the type
 */
record CandidateSchemas(SchemaComparison comparison, String path, boolean isChoice) {

  /**
   * @param candidates of the same type, at least one
   */
  List<SchemaChange> explain(Alternative inner, List<Alternative> candidates) {
    if (inner.values().isPresent()) {
      return values(inner, candidates);
    }
    List<Alternative> open = candidates.stream().filter(one -> one.values().isEmpty()).toList();
    if (open.isEmpty()) {
      return List.of(listed(inner, candidates));
    }
    List<List<SchemaChange>> tries = new ArrayList<>();
    for (Alternative candidate : open) {
      List<SchemaChange> changes = comparison.of(path, inner, candidate);
      if (changes.stream().allMatch(this::isHarmless)) {
        return changes;
      }
      if (!isChoice || !Disjointness.of(inner, candidate)) {
        tries.add(changes);
      }
    }
    return tries.stream()
        .min(Comparator.comparingInt(List::size))
        .map(nearest -> isChoice ? decided(nearest, tries) : nearest)
        .orElseGet(() -> List.of(branch(inner)));
  }

  private boolean isHarmless(SchemaChange change) {
    return !change.isBreaking() && !change.isUndecided();
  }

  /** Several alternatives together may include what none of them does. */
  private List<SchemaChange> decided(List<SchemaChange> nearest, List<List<SchemaChange>> tries) {
    if (tries.size() < 2) {
      return nearest;
    }
    List<SchemaChange> all = new ArrayList<>(nearest);
    all.add(
        comparison.note(
            SchemaChangeKind.UNDECIDED,
            path,
            "several alternatives overlap; the nearest one is compared"));
    return all;
  }

  private SchemaChange branch(Alternative inner) {
    boolean isGone = comparison.party() == Party.PRODUCER;
    return comparison.breaking(
        isGone ? SchemaChangeKind.BRANCH_REMOVED : SchemaChangeKind.BRANCH_ADDED,
        path,
        "an alternative for " + inner.words() + discriminator(inner));
  }

  /** The constants by which an alternative is recognised. */
  private static String discriminator(Alternative alternative) {
    if (!(alternative.rule() instanceof ObjectRule object)) {
      return "";
    }
    return object.required().stream()
        .flatMap(key ->
            object.of(key).alternatives().stream()
                .filter(one -> !one.hasAllValues() && one.listed().size() == 1)
                .map(one -> " with " + key + " " + SchemaValues.some(one.listed())))
        .findFirst()
        .orElse("");
  }

  private SchemaChange listed(Alternative inner, List<Alternative> candidates) {
    List<JsonNode> values = all(candidates);
    String any = "any " + inner.words();
    String some = "one of " + SchemaValues.some(values);
    return comparison.breaking(
        comparison.party() == Party.PRODUCER ? SchemaChangeKind.NARROWED : SchemaChangeKind.WIDENED,
        path,
        "from " + comparison.before(any, some) + " to " + comparison.after(any, some));
  }

  private static List<JsonNode> all(List<Alternative> alternatives) {
    List<JsonNode> values = new ArrayList<>();
    alternatives.forEach(one -> values.addAll(one.listed()));
    return values;
  }

  private List<SchemaChange> values(Alternative inner, List<Alternative> candidates) {
    List<JsonNode> refused = new ArrayList<>();
    List<JsonNode> uncertain = new ArrayList<>();
    for (JsonNode value : inner.listed()) {
      Truth best = Truth.NEVER;
      for (Alternative candidate : candidates) {
        Truth truth = Membership.of(value, candidate);
        best = truth.compareTo(best) > 0 ? truth : best;
      }
      if (best == Truth.NEVER) {
        refused.add(value);
      } else if (best == Truth.PERHAPS) {
        uncertain.add(value);
      }
    }
    List<SchemaChange> changes = new ArrayList<>();
    if (!refused.isEmpty()) {
      changes.add(refusal(inner, candidates, refused));
    }
    if (!uncertain.isEmpty()) {
      changes.add(
          comparison.note(
              SchemaChangeKind.UNDECIDED,
              path,
              "whether " + SchemaValues.some(uncertain) + " is valid is not analysed"));
    }
    return changes;
  }

  private SchemaChange refusal(
      Alternative inner, List<Alternative> candidates, List<JsonNode> refused) {
    List<JsonNode> others = all(candidates);
    if (others.isEmpty()) {
      return comparison.breaking(
          comparison.party() == Party.PRODUCER
              ? SchemaChangeKind.NARROWED
              : SchemaChangeKind.WIDENED,
          path,
          SchemaValues.some(refused)
              + (comparison.party() == Party.PRODUCER
                  ? " is no longer allowed"
                  : " was not allowed"));
    }
    if (inner.listed().size() == 1 && others.size() == 1) {
      String own = SchemaValues.some(inner.listed());
      String other = SchemaValues.some(others);
      return comparison.breaking(
          SchemaChangeKind.CONST_CHANGED,
          path,
          "from " + comparison.before(own, other) + " to " + comparison.after(own, other));
    }
    boolean isGone = comparison.party() == Party.PRODUCER;
    return comparison.breaking(
        isGone ? SchemaChangeKind.ENUM_CUT : SchemaChangeKind.ENUM_EXTENDED,
        path,
        (isGone ? "without " : "with ") + SchemaValues.some(refused));
  }
}
