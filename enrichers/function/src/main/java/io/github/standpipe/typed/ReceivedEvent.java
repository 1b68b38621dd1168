package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.typed.ItemArrivals.Arrival;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event, the object that it was bound to, and which part of the one became which of the other.
 */
final class ReceivedEvent {
  private static final ItemOrigin SEVERAL =
      new ItemOrigin(NullNode.instance, NullNode.instance, null, List.of());

  private final JsonNode event;
  private final WrittenValue object;
  private final ClassTable classes;
  private final ItemArrivals arrivals;
  private final Map<JsonNode, ItemOrigin> byJson = new IdentityHashMap<>();
  private final Map<Object, ItemOrigin> bySource = new IdentityHashMap<>();
  private final Set<JsonNode> incomplete = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Relates the parts of an event and its object.
   *
   * @param object the object as it was bound, before an enricher could change it
   */
  ReceivedEvent(JsonNode event, WrittenValue object, ClassTable classes, ItemArrivals arrivals) {
    this.event = event;
    this.object = object;
    this.classes = classes;
    this.arrivals = arrivals;
    relate("", event, object.json(), List.of());
  }

  JsonNode event() {
    return event;
  }

  JsonNode object() {
    return object.json();
  }

  ClassTable classes() {
    return classes;
  }

  /** What was written as a part of the object. */
  @Nullable Object source(JsonNode part) {
    return object.source(part);
  }

  /** Where a part of the object came from; null if that is not known. */
  @Nullable ItemOrigin of(JsonNode part) {
    return byJson.get(part);
  }

  /**
   * Where a Java object came from; null for one that is not part of this event, or of two parts.
   */
  @Nullable ItemOrigin ofSource(Object source) {
    ItemOrigin origin = bySource.get(source);
    return origin == SEVERAL ? null : origin;
  }

  /** Whether each object in the event's array is an item of the bound list. */
  boolean isComplete(JsonNode list) {
    return !incomplete.contains(list);
  }

  /** The parts of the event that became Java objects. */
  Collection<ItemOrigin> all() {
    return byJson.values();
  }

  private void relate(String name, JsonNode given, JsonNode part, List<JsonNode> twins) {
    if (part.isObject()) {
      Object source = object.source(part);
      ItemOrigin origin = new ItemOrigin(given, part, source, twins);
      byJson.put(part, origin);
      if (given.isObject() && isOneObject(source)) {
        bySource.merge(source, origin, (one, other) -> SEVERAL);
      }
      fields(given, part, source);
    } else if (part.isArray() && ClassTable.isList(object.source(part))) {
      items(name, given.isArray() ? given : Json.array().add(given), part);
    } else if (part.isArray() && given.isArray()) {
      for (int place = 0; place < Math.min(given.size(), part.size()); place++) {
        relate("", given.get(place), part.get(place), List.of());
      }
    }
  }

  /** Whether an object is not shared with others: all empty maps of the JDK are the same one. */
  private static boolean isOneObject(@Nullable Object source) {
    return source instanceof Map<?, ?> map ? !map.isEmpty() : source != null;
  }

  private void fields(JsonNode given, JsonNode part, @Nullable Object source) {
    Map<String, String> names = classes.of(source).received(given, part);
    for (var field : part.properties()) {
      String name = names.get(field.getKey());
      if (name != null) {
        relate(name, given.get(name), field.getValue(), List.of());
      }
    }
  }

  private void items(String name, JsonNode given, JsonNode list) {
    Set<JsonNode> related = Collections.newSetFromMap(new IdentityHashMap<>());
    boolean known = list.isEmpty();
    for (JsonNode item : leaves(list)) {
      Object source = object.source(item);
      JsonNode at = source == null ? null : place(name, given, source);
      if (source != null && at != null) {
        List<JsonNode> twins = twins(name, given, source);
        related.add(at);
        related.addAll(twins);
        relate("", at, item, twins);
      }
      known |= at != null || source != null && !isAnything(source);
    }
    for (JsonNode item : known ? leaves(given) : List.<JsonNode>of()) {
      if (item.isObject() && !related.contains(item)) {
        incomplete.add(list);
      }
    }
  }

  /** Whether an object holds whatever an event has. */
  private static boolean isAnything(Object source) {
    return source instanceof Map || source instanceof JsonNode;
  }

  private List<JsonNode> twins(String name, JsonNode given, Object source) {
    List<JsonNode> twins = new ArrayList<>();
    for (Object twin : arrivals.twins(source)) {
      JsonNode at = place(name, given, twin);
      if (at != null) {
        twins.add(at);
      }
    }
    return twins;
  }

  /** The part of an array of the event from which an item came. */
  private @Nullable JsonNode place(String name, JsonNode given, Object source) {
    JsonNode at = given;
    List<Arrival> path = arrivals.of(source);
    for (int depth = 0; depth < path.size(); depth++) {
      Arrival step = path.get(depth);
      boolean same = depth > 0 || step.name() == null || step.name().equals(name);
      if (!same || at == null || at.size() != step.size()) {
        return null;
      }
      at = at.get(step.place());
    }
    return path.isEmpty() ? null : at;
  }

  /** The items of a list, and of the lists in it. */
  static List<JsonNode> leaves(JsonNode list) {
    List<JsonNode> leaves = new ArrayList<>();
    for (JsonNode item : list) {
      if (item.isArray()) {
        leaves.addAll(leaves(item));
      } else {
        leaves.add(item);
      }
    }
    return leaves;
  }
}
