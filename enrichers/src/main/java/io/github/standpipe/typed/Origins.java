package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** Which item of a list each item of the list that takes its place was. */
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

  /** For each place of the later list its place in the earlier one, or {@link #NEW}. */
  static int[] of(JsonNode before, JsonNode after) {
    Origins origins = new Origins(before, after);
    origins.unchanged();
    origins.alike();
    return origins.origins;
  }

  /** Those that say the same, first where they stood. */
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

  /** Of the rest the ones most alike; where nothing is, and none came or went, where they stood. */
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

  /** How many fields of the two say the same. */
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
