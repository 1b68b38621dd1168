package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.filters.EventKind.Content;
import io.github.standpipe.internal.filters.EventKind.Slot;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;

/**
 * The classes of values at one path, as numbers: 0 stands for absence, the others for a value each,
 * simple ones first. Event-ruler decides which of them a leaf matches.
 */
final class PathClasses {
  static final int ABSENT = 0;

  private final List<String> keys;
  private final Slot slot;
  private final List<JsonNode> values = new ArrayList<>();
  private final Map<JsonNode, BitSet> matched = new HashMap<>();
  private final BitSet possible = new BitSet();
  private final boolean isComplete;
  private final boolean isMixedUp;

  /** The classes for leaves that each stand in a filter of their own. */
  PathClasses(List<String> keys, Slot slot, Collection<JsonNode> leaves) {
    this(keys, slot, leaves, leaves.stream().anyMatch(leaf -> MixedMatchers.in(List.of(leaf))));
  }

  PathClasses(List<String> keys, Slot slot, Collection<JsonNode> leaves, boolean isMixedUp) {
    this.keys = List.copyOf(keys);
    this.slot = slot;
    ValueClasses classes = ValueClasses.of(leaves, slot.content());
    Map<BitSet, JsonNode> representatives = representatives(classes.values(), List.copyOf(leaves));
    this.isMixedUp = isMixedUp;
    isComplete =
        !isMixedUp && (classes.isComplete() || representatives.size() == 1L << leaves.size());
    leaves.forEach(leaf -> matched.put(leaf, new BitSet()));
    representatives.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.comparingInt(PathClasses::rank)))
        .forEach(one -> add(one.getKey(), one.getValue(), List.copyOf(leaves)));
    possible.set(1, values.size() + 1);
    possible.set(ABSENT, slot.isOptional());
    leaves.stream().filter(PathClasses::takesAbsence).forEach(leaf -> match(leaf, ABSENT));
  }

  /** The simplest value by the set of leaves that match it. */
  private static Map<BitSet, JsonNode> representatives(
      List<JsonNode> values, List<JsonNode> leaves) {
    List<Machine> machines = leaves.stream().map(PathClasses::machine).toList();
    Map<BitSet, JsonNode> representatives = new LinkedHashMap<>();
    for (JsonNode value : values) {
      JsonNode event = Json.object().set("v", value);
      BitSet by = new BitSet();
      for (int i = 0; i < machines.size(); i++) {
        by.set(i, !machines.get(i).rulesForJSONEvent(event).isEmpty());
      }
      representatives.merge(by, value, (a, b) -> rank(b) < rank(a) ? b : a);
    }
    return representatives;
  }

  private void match(JsonNode leaf, int number) {
    matched.computeIfAbsent(leaf, l -> new BitSet()).set(number);
  }

  private void add(BitSet by, JsonNode value, List<JsonNode> leaves) {
    values.add(value);
    for (int i = 0; i < leaves.size(); i++) {
      if (by.get(i)) {
        match(leaves.get(i), values.size());
      }
    }
  }

  /** Each leaf separately, so that none can affect another. */
  private static Machine machine(JsonNode leaf) {
    try {
      Machine machine = Machine.builder().build();
      machine.addRule("leaf", Json.text(Json.object().set("v", leaf)));
      return machine;
    } catch (IOException e) {
      throw new IllegalStateException("the pattern was checked", e);
    }
  }

  /** Whether a leaf has {@code exists: false}. */
  static boolean takesAbsence(JsonNode leaf) {
    for (JsonNode matcher : leaf) {
      if (matcher.has("exists") && !matcher.get("exists").booleanValue()) {
        return true;
      }
    }
    return false;
  }

  /** Short texts are simple, the empty one is not. */
  private static int rank(JsonNode value) {
    int length = 2 * Json.text(value).length();
    return switch (value.getNodeType()) {
      case STRING -> value.textValue().isEmpty() ? 12 : length - 3;
      case NUMBER -> length + 1;
      case BOOLEAN -> length - 4;
      default -> length + 2;
    };
  }

  List<String> keys() {
    return keys;
  }

  /** The values of a class; not for absence. */
  JsonNode value(int number) {
    return values.get(number - 1);
  }

  /** The classes that a leaf matches. */
  BitSet matched(JsonNode leaf) {
    return matched.getOrDefault(leaf, new BitSet());
  }

  /** The classes that can occur here. */
  BitSet possible() {
    return possible;
  }

  boolean isComplete() {
    return isComplete;
  }

  /** Whether event-ruler does not keep the matchers apart, see {@link MixedMatchers}. */
  boolean isMixedUp() {
    return isMixedUp;
  }

  /** The possible classes of a term; all of them if there is no term. */
  BitSet among(@Nullable BitSet term) {
    BitSet classes = (BitSet) possible.clone();
    if (term != null) {
      classes.and(term);
    }
    return classes;
  }

  /** Whether an event may have several values here. */
  boolean takesSeveral() {
    return slot.content() == Content.ANY || keys.equals(List.of("resources"));
  }

  /** The least number of leading keys after which an array of objects can be. */
  int arraysFrom() {
    return slot.arraysFrom();
  }

  /** The number of leading keys that two paths have in common. */
  int shared(PathClasses other) {
    int most = Math.min(keys.size(), other.keys.size());
    int shared = 0;
    while (shared < most && keys.get(shared).equals(other.keys.get(shared))) {
      shared++;
    }
    return shared;
  }
}
