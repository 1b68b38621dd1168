package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.filters.EventKind.Slot;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How two leaves of patterns relate by the single values that they match. */
public final class LeafRelation {
  private final BitSet first;
  private final BitSet second;
  private final boolean isComplete;

  private LeafRelation(BitSet first, BitSet second, boolean isComplete) {
    this.first = first;
    this.second = second;
    this.isComplete = isComplete;
  }

  /**
   * Compares two leaves.
   *
   * @param first an array of matchers that event-ruler accepts, at least one
   * @param second another one
   */
  public static LeafRelation of(JsonNode first, JsonNode second) {
    Set<JsonNode> leaves = new LinkedHashSet<>(List.of(first, second));
    PathClasses classes = new PathClasses(List.of("v"), Slot.open(1), leaves);
    return new LeafRelation(classes.matched(first), classes.matched(second), classes.isComplete());
  }

  /** Whether certainly nothing matches both. */
  public boolean isDisjoint() {
    return isComplete && !first.intersects(second);
  }

  /** Whether certainly all that matches the first matches the second. */
  public boolean isContained() {
    BitSet outside = (BitSet) first.clone();
    outside.andNot(second);
    return isComplete && outside.isEmpty();
  }
}
