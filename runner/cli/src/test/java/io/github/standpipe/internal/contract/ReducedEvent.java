package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An event with only what is read of it. */
final class ReducedEvent {
  private final Map<String, ReducedEvent> below = new TreeMap<>();
  private boolean isWhole;
  private boolean hasItems;
  private boolean isPassed;

  /** Whether a key stands for those of all items, if there is a list, as in JSONata. */
  private final boolean throughLists;

  private ReducedEvent(boolean throughLists) {
    this.throughLists = throughLists;
  }

  static ReducedEvent by(List<PathReading> readings) {
    return by(readings, false);
  }

  static ReducedEvent by(List<PathReading> readings, boolean throughLists) {
    ReducedEvent root = new ReducedEvent(throughLists);
    for (PathReading reading : readings) {
      ReducedEvent at = root;
      for (String step : reading.steps()) {
        at = at.below.computeIfAbsent(step, key -> new ReducedEvent(throughLists));
      }
      if (reading.use() == PathReading.Use.ITEMS) {
        at.hasItems = true;
      } else if (reading.use() == PathReading.Use.PASSED_ON) {
        at.isPassed = true;
      } else {
        at.isWhole = true;
      }
    }
    return root;
  }

  /** The rest of a value; missing if nothing of it is read. What is passed on must be there. */
  JsonNode of(JsonNode value) {
    JsonNode rest = rest(value);
    return isPassed && rest.isMissingNode() ? stub(value) : rest;
  }

  private static JsonNode stub(JsonNode value) {
    return value.isObject() ? Json.object() : value.isArray() ? Json.array() : value;
  }

  private JsonNode rest(JsonNode value) {
    boolean goesThrough = hasItems || below.containsKey(PathReading.EACH);
    if (isWhole || goesThrough && !value.isArray()) {
      return value;
    }
    if (value.isArray()
        && throughLists
        && below.keySet().stream().anyMatch(key -> !key.equals(PathReading.EACH))) {
      return value;
    }
    if (value.isArray()) {
      return goesThrough ? items(value) : MissingNode.getInstance();
    }
    if (!value.isObject()) {
      return MissingNode.getInstance();
    }
    ObjectNode reduced = Json.object();
    below.forEach((key, child) -> {
      JsonNode rest = child.of(value.path(key));
      if (value.has(key) && !rest.isMissingNode()) {
        reduced.set(key, rest);
      }
    });
    return reduced;
  }

  private ArrayNode items(JsonNode array) {
    ReducedEvent each = below.getOrDefault(PathReading.EACH, new ReducedEvent(throughLists));
    ArrayNode items = Json.array();
    array.forEach(item -> {
      JsonNode rest = each.of(item);
      items.add(rest.isMissingNode() ? NullNode.getInstance() : rest);
    });
    return items;
  }

  /** A copy without what stands at a path. */
  static JsonNode without(JsonNode event, List<String> steps) {
    JsonNode copy = event.deepCopy();
    remove(copy, steps);
    return copy;
  }

  private static void remove(JsonNode at, List<String> steps) {
    if (steps.getFirst().equals(PathReading.EACH)) {
      at.forEach(item -> remove(item, steps.subList(1, steps.size())));
    } else if (at instanceof ObjectNode object && steps.size() == 1) {
      object.remove(steps.getFirst());
    } else if (steps.size() > 1 && at.has(steps.getFirst())) {
      remove(at.get(steps.getFirst()), steps.subList(1, steps.size()));
    }
  }

  /** Whether something with a content stands at a path. */
  static boolean has(JsonNode event, List<String> steps) {
    JsonNode at = event;
    for (String step : steps) {
      at = at.path(step);
    }
    return !at.isMissingNode() && !at.isNull() && !(at.isContainerNode() && at.isEmpty());
  }
}
