package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.contract.PathReading.Use;
import io.github.standpipe.internal.json.NearestName;
import io.github.standpipe.template.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A path that a state machine reads of its input and that the pipe never gives.
 *
 * @param path within the input, which is an array: {@code [].orderId}
 * @param nearest a path that the pipe gives and that was probably meant
 * @param readBy the states that read it
 * @param at the first of them
 * @param isAlways whether each execution reads it, or each item of the input
 */
public record NeverGiven(
    String path, Optional<String> nearest, String readBy, Place at, boolean isAlways) {
  private static final Set<String> SCALARS = Set.of("string", "number", "integer", "boolean");

  /** What is asked for first, as by {@code IsPresent}, may be absent. */
  static List<NeverGiven> of(
      List<PathReading> readings, FollowedValue input, Map<String, Place> places) {
    Map<List<String>, List<PathReading>> absent = new LinkedHashMap<>();
    for (PathReading reading : readings) {
      missing(input, reading.steps())
          .filter(steps -> readings.stream().noneMatch(one -> asks(one, steps)))
          .ifPresent(steps -> absent.computeIfAbsent(steps, key -> new ArrayList<>()).add(reading));
    }
    return absent.entrySet().stream()
        .map(one -> of(one.getKey(), one.getValue(), input, places))
        .toList();
  }

  private static NeverGiven of(
      List<String> steps, List<PathReading> all, FollowedValue input, Map<String, Place> places) {
    List<String> above = steps.subList(0, steps.size() - 1);
    Optional<String> nearest =
        NearestName.of(steps.getLast(), names(MachinePaths.at(input, above)))
            .map(name -> {
              List<String> other = new ArrayList<>(above);
              other.add(name);
              return PathReading.path(other);
            });
    Set<String> by = new TreeSet<>();
    all.forEach(reading -> by.add(reading.place()));
    Place first = Optional.ofNullable(places.get(all.getFirst().place())).orElseThrow();
    boolean isAlways =
        all.stream()
            .anyMatch(
                one -> one.conditions().stream().allMatch(text -> text.startsWith("each of ")));
    return new NeverGiven(PathReading.path(steps), nearest, String.join(", ", by), first, isAlways);
  }

  private static boolean asks(PathReading reading, List<String> steps) {
    return reading.use() == Use.CONDITION
        && reading.steps().size() >= steps.size()
        && reading.steps().subList(0, steps.size()).equals(steps);
  }

  /** The shortest part of a path that is never there. */
  private static Optional<List<String>> missing(FollowedValue input, List<String> steps) {
    FollowedValue value = input;
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      boolean isEach = step.equals(PathReading.EACH);
      if (isEach ? isNeverList(value) : isNever(value, step)) {
        return Optional.of(steps.subList(0, i + 1));
      }
      value = isEach ? value.item() : value.get(step);
    }
    return Optional.empty();
  }

  private static boolean isNever(FollowedValue value, String key) {
    return switch (value) {
      case FollowedValue.EventPart part -> false;
      case FollowedValue.Computed(String type) -> SCALARS.contains(type) || type.equals("array");
      case FollowedValue.Branches branches ->
          isNever(branches.then(), key) && isNever(branches.other(), key);
      case FollowedValue.Built built -> isNothing(built.get(key));
      case FollowedValue.BuiltList list -> true;
      case FollowedValue.Fixed(JsonNode fixed) -> !fixed.hasNonNull(key);
    };
  }

  private static boolean isNeverList(FollowedValue value) {
    return switch (value) {
      case FollowedValue.EventPart part -> false;
      case FollowedValue.Computed(String type) -> SCALARS.contains(type) || type.equals("object");
      case FollowedValue.Branches branches ->
          isNeverList(branches.then()) && isNeverList(branches.other());
      case FollowedValue.Built built -> true;
      case FollowedValue.BuiltList list -> false;
      case FollowedValue.Fixed(JsonNode fixed) -> !fixed.isArray();
    };
  }

  private static boolean isNothing(FollowedValue value) {
    return switch (value) {
      case FollowedValue.Fixed(JsonNode fixed) -> fixed.isNull();
      case FollowedValue.Branches branches ->
          isNothing(branches.then()) && isNothing(branches.other());
      case FollowedValue.EventPart part -> false;
      case FollowedValue.Built built -> false;
      case FollowedValue.BuiltList list -> false;
      case FollowedValue.Computed computed -> false;
    };
  }

  private static Set<String> names(FollowedValue value) {
    return switch (value) {
      case FollowedValue.Built built -> built.keys().keySet();
      case FollowedValue.Branches branches -> {
        Set<String> names = new TreeSet<>(names(branches.then()));
        names.addAll(names(branches.other()));
        yield names;
      }
      case FollowedValue.EventPart part -> Set.of();
      case FollowedValue.BuiltList list -> Set.of();
      case FollowedValue.Computed computed -> Set.of();
      case FollowedValue.Fixed fixed -> Set.of();
    };
  }
}
