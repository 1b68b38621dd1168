package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands for a value while a transform is followed without an event. */
sealed interface FollowedValue {
  FollowedValue UNKNOWN = new Computed("");

  /** A part of the event. */
  record EventPart(List<String> steps) implements FollowedValue {
    public EventPart {
      steps = List.copyOf(steps);
    }
  }

  /**
   * An object that the transform builds.
   *
   * @param rest an object whose other keys it takes over, except some
   */
  record Built(Map<String, FollowedValue> keys, Optional<Rest> rest) implements FollowedValue {
    public Built {
      keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }
  }

  /** The keys of an object except some. */
  record Rest(FollowedValue of, Set<String> not) {}

  /** An array that the transform builds, with each kind of item. */
  record BuiltList(List<FollowedValue> items) implements FollowedValue {}

  /** One of two values. */
  record Branches(String condition, FollowedValue then, String otherwise, FollowedValue other)
      implements FollowedValue {}

  /** A constant. */
  record Fixed(JsonNode value) implements FollowedValue {}

  /**
   * A value that is computed from what was read.
   *
   * @param type a type of JSON Schema; empty if it is not known
   */
  record Computed(String type) implements FollowedValue {}

  /** What stands below a key. */
  default FollowedValue get(String key) {
    return switch (this) {
      case EventPart part -> new EventPart(with(part.steps(), key));
      case Built built -> {
        FollowedValue own = built.keys().get(key);
        yield own != null
            ? own
            : built
                .rest()
                .filter(rest -> !rest.not().contains(key))
                .map(rest -> rest.of().get(key))
                .orElse(new Fixed(Literal.NULL));
      }
      case BuiltList list -> new Fixed(Literal.NULL);
      case Branches(String condition, var then, String otherwise, var other) ->
          new Branches(condition, then.get(key), otherwise, other.get(key));
      case Fixed(JsonNode value) -> new Fixed(value.has(key) ? value.get(key) : Literal.NULL);
      case Computed computed -> UNKNOWN;
    };
  }

  /** What stands for each item of an array, or for each field of an object. */
  default FollowedValue item() {
    return switch (this) {
      case EventPart part -> new EventPart(with(part.steps(), PathReading.EACH));
      case Built built -> UNKNOWN;
      case BuiltList(List<FollowedValue> items) ->
          items.size() == 1 ? items.getFirst() : items.isEmpty() ? UNKNOWN : any(items);
      case Branches(String condition, var then, String otherwise, var other) ->
          new Branches(condition, then.item(), otherwise, other.item());
      case Fixed fixed -> UNKNOWN;
      case Computed computed -> UNKNOWN;
    };
  }

  private static FollowedValue any(List<FollowedValue> items) {
    FollowedValue all = items.getFirst();
    for (FollowedValue item : items.subList(1, items.size())) {
      all = new Branches("", all, "", item);
    }
    return all;
  }

  private static List<String> with(List<String> steps, String step) {
    List<String> more = new ArrayList<>(steps);
    more.add(step);
    return more;
  }
}
