package io.github.standpipe.internal.contract;

import io.github.standpipe.internal.contract.PathReading.Use;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is read, with the conditions that hold where it is read. */
final class Readings {
  private final Set<PathReading> all = new LinkedHashSet<>();
  private final List<String> conditions = new ArrayList<>();

  List<PathReading> all() {
    return List.copyOf(all);
  }

  /** Runs something that only happens under a condition; an empty one always holds. */
  void under(String condition, Runnable reading) {
    boolean isNew = !condition.isEmpty() && !conditions.contains(condition);
    if (isNew) {
      conditions.add(condition);
    }
    reading.run();
    if (isNew) {
      conditions.removeLast();
    }
  }

  void add(List<String> steps, Use use, String place, ValueNeed need) {
    all.add(new PathReading(steps, use, conditions, place, need));
  }

  /** Reads all of a value. */
  void whole(FollowedValue value, Use use, String place) {
    whole(value, use, place, ValueNeed.ANY);
  }

  void whole(FollowedValue value, Use use, String place, ValueNeed need) {
    switch (value) {
      case FollowedValue.EventPart part -> add(part.steps(), use, place, need);
      case FollowedValue.Built built -> {
        built.keys().values().forEach(one -> whole(one, use, place));
        built.rest().ifPresent(rest -> whole(rest.of(), use, place));
      }
      case FollowedValue.BuiltList(List<FollowedValue> items) ->
          items.forEach(one -> whole(one, use, place));
      case FollowedValue.Branches branches -> {
        under(branches.condition(), () -> whole(branches.then(), use, place, need));
        under(branches.otherwise(), () -> whole(branches.other(), use, place, need));
      }
      case FollowedValue.Fixed fixed -> {}
      case FollowedValue.Computed computed -> {}
    }
  }

  /** Goes through the items of a value: those are read only as far as the loop does. */
  void items(FollowedValue value, String place) {
    switch (value) {
      case FollowedValue.EventPart part -> add(part.steps(), Use.ITEMS, place, ValueNeed.ARRAY);
      case FollowedValue.Branches branches -> {
        under(branches.condition(), () -> items(branches.then(), place));
        under(branches.otherwise(), () -> items(branches.other(), place));
      }
      case FollowedValue.Built built -> whole(built, Use.COMPUTED, place);
      case FollowedValue.BuiltList list -> {}
      case FollowedValue.Fixed fixed -> {}
      case FollowedValue.Computed computed -> {}
    }
  }

  /** Hands a value on, which must be there for that. */
  void passed(FollowedValue value, String place) {
    switch (value) {
      case FollowedValue.EventPart part -> {
        if (!part.steps().isEmpty()) {
          add(part.steps(), Use.PASSED_ON, place, ValueNeed.ANY);
        }
      }
      case FollowedValue.Branches branches -> {
        under(branches.condition(), () -> passed(branches.then(), place));
        under(branches.otherwise(), () -> passed(branches.other(), place));
      }
      case FollowedValue.Built built -> {}
      case FollowedValue.BuiltList list -> {}
      case FollowedValue.Fixed fixed -> {}
      case FollowedValue.Computed computed -> {}
    }
  }
}
