package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterPattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two filters over the classes of values at their paths, for events of one form.
 *
 * @param form the form of the events
 */
record FilterModel(EventForm form, List<PathClasses> paths, Side first, Side second) {

  /**
   * One of the filters.
   *
   * @param ways the ways through it that can match some event
   * @param ownWays those of them that the other filter does not obviously contain
   */
  record Side(List<Conjunction> ways, List<Conjunction> ownWays) {}

  /** The forms of events. A record with a text as its body is compared with other ways. */
  enum EventForm {
    OBJECT,
    JSON_BODY,
    TEXT_BODY;

    static List<EventForm> of(EventKind kind) {
      return kind == EventKind.RECORD ? List.of(JSON_BODY, TEXT_BODY) : List.of(OBJECT);
    }

    /** Whether a way is compared with events of this form (rule {@code filter-body-forms}). */
    boolean isComparedWith(Map<String, JsonNode> way) {
      return switch (this) {
        case OBJECT -> true;
        case JSON_BODY -> !way.containsKey("body");
        case TEXT_BODY -> way.keySet().stream().noneMatch(path -> path.startsWith("body."));
      };
    }
  }

  static FilterModel of(EventFilter first, EventFilter second, EventForm form) {
    List<Map<String, JsonNode>> ways = ways(first, form);
    List<Map<String, JsonNode>> others = ways(second, form);
    TreeMap<String, Set<JsonNode>> leaves = new TreeMap<>();
    for (List<Map<String, JsonNode>> all : List.of(ways, others)) {
      for (Map<String, JsonNode> way : all) {
        way.forEach(
            (path, leaf) -> leaves.computeIfAbsent(path, p -> new LinkedHashSet<>()).add(leaf));
      }
    }
    List<PathClasses> paths = new ArrayList<>();
    Map<String, Integer> numbers = new TreeMap<>();
    leaves.forEach((path, there) -> {
      List<String> keys = List.of(path.split("\\.", -1));
      numbers.put(path, paths.size());
      boolean isMixedUp = isMixedUp(path, ways) || isMixedUp(path, others);
      paths.add(new PathClasses(keys, first.kind().slot(keys), there, isMixedUp));
    });
    return new FilterModel(
        form, paths, side(ways, others, paths, numbers), side(others, ways, paths, numbers));
  }

  private static boolean isMixedUp(String path, List<Map<String, JsonNode>> ways) {
    return MixedMatchers.in(
        ways.stream().filter(way -> way.containsKey(path)).map(way -> way.get(path)).toList());
  }

  private static Side side(
      List<Map<String, JsonNode>> ways,
      List<Map<String, JsonNode>> others,
      List<PathClasses> paths,
      Map<String, Integer> numbers) {
    boolean areApart = paths.stream().noneMatch(PathClasses::isMixedUp);
    List<Map<String, JsonNode>> own =
        ways.stream()
            .filter(way -> !areApart || others.stream().noneMatch(other -> contains(other, way)))
            .toList();
    return new Side(conjunctions(ways, paths, numbers), conjunctions(own, paths, numbers));
  }

  /**
   * Whether a way asks for no more at its paths than another one, matcher by matcher. A path that
   * only the other one has may narrow the elements in which it looks for an absent one.
   */
  private static boolean contains(Map<String, JsonNode> wide, Map<String, JsonNode> narrow) {
    boolean asksForAbsence = wide.values().stream().anyMatch(PathClasses::takesAbsence);
    if (asksForAbsence && wide.size() != narrow.size()) {
      return false;
    }
    return wide.entrySet().stream()
        .allMatch(leaf -> {
          JsonNode wanted = narrow.get(leaf.getKey());
          return wanted != null && Set.copyOf(items(leaf.getValue())).containsAll(items(wanted));
        });
  }

  private static List<JsonNode> items(JsonNode leaf) {
    List<JsonNode> items = new ArrayList<>();
    leaf.forEach(items::add);
    return items.stream().distinct().toList();
  }

  private static List<Map<String, JsonNode>> ways(EventFilter filter, EventForm form) {
    List<Map<String, JsonNode>> ways =
        filter.patterns().isEmpty()
            ? List.of(Map.of())
            : filter.patterns().stream().flatMap(p -> FilterPattern.ways(p).stream()).toList();
    return ways.stream().filter(form::isComparedWith).distinct().toList();
  }

  private static List<Conjunction> conjunctions(
      List<Map<String, JsonNode>> ways, List<PathClasses> paths, Map<String, Integer> numbers) {
    Set<Conjunction> all = new LinkedHashSet<>();
    for (Map<String, JsonNode> way : ways) {
      Map<Integer, BitSet> terms = new TreeMap<>();
      boolean isPossible = true;
      for (Map.Entry<String, JsonNode> leaf : way.entrySet()) {
        int path = numbers.getOrDefault(leaf.getKey(), -1);
        BitSet classes = paths.get(path).matched(leaf.getValue());
        isPossible &= classes.intersects(paths.get(path).possible());
        terms.put(path, classes);
      }
      if (isPossible) {
        all.add(Conjunction.of(terms));
      }
    }
    return List.copyOf(all);
  }

  /** The same with the filters in the other order. */
  FilterModel reversed() {
    return new FilterModel(form, paths, second, first);
  }

  boolean isComplete() {
    return paths.stream().allMatch(PathClasses::isComplete);
  }

  /** The event with one class at each path. */
  JsonNode event(Map<Integer, Integer> classes, ArrayLayout layout) {
    WitnessTree tree = new WitnessTree();
    classes.forEach((path, number) -> {
      PathClasses at = paths.get(path);
      int depth = layout.apart().getOrDefault(path, -1);
      if (number != PathClasses.ABSENT && depth < 0) {
        tree.put(at.keys(), at.value(number));
      } else if (number != PathClasses.ABSENT) {
        tree.putApart(at.keys(), depth, at.value(number));
      }
    });
    return event(tree);
  }

  /** The event of a tree, with the body that each record has. */
  JsonNode event(WitnessTree tree) {
    ObjectNode event = tree.json().map(json -> (ObjectNode) json).orElseGet(Json::object);
    if (form == EventForm.JSON_BODY && !event.has("body")) {
      event.set("body", Json.object());
    }
    if (form == EventForm.TEXT_BODY && !event.has("body")) {
      event.put("body", "x");
    }
    return event;
  }
}
