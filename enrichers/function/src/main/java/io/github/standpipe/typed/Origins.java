package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** Finds, for each item of a list, the item of an earlier list that it came from. */
final class Origins {
  static final int NEW = -1;

  private final JsonNode before;
  private final JsonNode after;
  private final boolean[] taken;
  private final int[] origins;

  private Origins(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
    this.taken = new boolean[before.size()];
    this.origins = new int[after.size()];
    Arrays.fill(origins, NEW);
  }

  /** For each position of the later list its position in the earlier one, or {@link #NEW}. */
  static int[] of(JsonNode before, JsonNode after) {
    Origins origins = new Origins(before, after);
    origins.unchanged();
    origins.alike();
    return origins.origins;
  }

  /** Equal items, first at the same position. */
  private void unchanged() {
    for (int place = 0; place < origins.length; place++) {
      if (place < taken.length && same(place, place)) {
        take(place, place);
      }
    }
    for (int place = 0; place < origins.length; place++) {
      for (int origin = 0; origins[place] == NEW && origin < taken.length; origin++) {
        if (!taken[origin] && same(origin, place)) {
          take(origin, place);
        }
      }
    }
  }

  /**
   * The most similar of the others; if none are similar and none were added or removed, the ones at
   * the same position.
   */
  private void alike() {
    for (int place = 0; place < origins.length; place++) {
      if (origins[place] == NEW) {
        int best = best(place);
        if (best != NEW) {
          take(best, place);
        }
      }
    }
  }

  private int best(int place) {
    boolean stands = taken.length == origins.length && !taken[place];
    int best = stands ? place : NEW;
    int most = stands ? likeness(place, place) : 0;
    for (int origin = 0; origin < taken.length; origin++) {
      if (!taken[origin]) {
        int likeness = likeness(origin, place);
        best = likeness > most ? origin : best;
        most = Math.max(most, likeness);
      }
    }
    return best;
  }

  /** The number of equal fields of the two. */
  private int likeness(int origin, int place) {
    int same = 0;
    for (var field : after.path(place).properties()) {
      JsonNode other = before.path(origin).path(field.getKey());
      same += !other.isMissingNode() && other.equals(Overlay.SAME, field.getValue()) ? 1 : 0;
    }
    return same;
  }

  private boolean same(int origin, int place) {
    return before.path(origin).equals(Overlay.SAME, after.path(place));
  }

  private void take(int origin, int place) {
    taken[origin] = true;
    origins[place] = origin;
  }
}
