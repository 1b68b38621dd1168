package io.github.standpipe.pipe;

import io.github.standpipe.pipe.EventFields.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How close a record comes to matching all leaves of one way through a pattern at once. As in
 * event-ruler, values must be in the same element of each array that they share: it processes the
 * paths in order, and an absent path is absent from the elements chosen so far.
 *
 * @param leaves the leaves of the way
 * @param choice the elements in which most of them match
 * @param isCut whether the record is too large for each choice to have been tried
 */
record ClosestWay(List<PatternLeaf> leaves, LeafSearch.ElementChoice choice, boolean isCut) {

  /**
   * Computes how close the record comes.
   *
   * @param taken the values that each leaf matches
   */
  static ClosestWay of(
      Map<String, PatternLeaf> way, EventFields fields, Map<PatternLeaf, List<Field>> taken) {
    List<PatternLeaf> leaves = List.copyOf(way.values());
    LeafSearch search = new LeafSearch();
    LeafSearch.ElementChoice choice =
        search.search(
            leaves.stream()
                .map(leaf ->
                    new OpenLeaf(
                        leaf,
                        new Candidates(taken.getOrDefault(leaf, List.of())),
                        new Candidates(fields.at(leaf.path()))))
                .toList());
    return new ClosestWay(leaves, choice, search.isCut() && choice.missing() > 0);
  }

  /** How many leaves do not match; 0 if the way matches. */
  int missing() {
    return choice.missing();
  }

  boolean has(PatternLeaf leaf) {
    return leaves.contains(leaf);
  }

  Set<PatternLeaf> matched() {
    return choice.matched().keySet();
  }

  /** The value that a leaf matches; empty if it matches by absence. */
  Optional<Field> by(PatternLeaf leaf) {
    return choice.matched().getOrDefault(leaf, Optional.empty());
  }
}
