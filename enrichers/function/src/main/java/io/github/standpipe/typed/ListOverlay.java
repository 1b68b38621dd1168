package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a list over the list that it was made from. An item is what it surely was: the same Java
 * object, the one that {@link TypedEvent#with} says, or the one with the same key. Likeness and
 * position prove nothing, unless the whole list is equal.
 */
final class ListOverlay {
  private final Overlay overlay;
  private final ReceivedEvent received;
  private final JsonNode event;
  private final JsonNode before;
  private final JsonNode after;
  private final List<JsonNode> items = new ArrayList<>();
  private final List<ItemOrigin> pool = new ArrayList<>();

  ListOverlay(
      Overlay overlay, ReceivedEvent received, JsonNode event, JsonNode before, JsonNode after) {
    this.overlay = overlay;
    this.received = received;
    this.event = event;
    this.before = before;
    this.after = after;
  }

  JsonNode json() {
    if (stays(before, after)) {
      return event;
    }
    for (JsonNode item : ReceivedEvent.leaves(after)) {
      if (item.isObject()) {
        items.add(item);
      }
    }
    for (JsonNode item : ReceivedEvent.leaves(before)) {
      ItemOrigin origin = received.of(item);
      if (origin != null) {
        pool.add(origin);
      }
    }
    if (!received.isComplete(before)) {
      throw new UncertainOrigin(
          overlay.path(),
          "it was changed, but its class left out or replaced items of it while binding; keep the"
              + " items that the event has");
    }
    return written(after, origins().iterator(), numbers());
  }

  /** Whether all is equal, and no object came from elsewhere. */
  private boolean stays(JsonNode one, JsonNode other) {
    if (!one.isContainerNode() || !other.isContainerNode()) {
      return SameValue.is(one, other);
    }
    if (one.size() != other.size() || one.getNodeType() != other.getNodeType()) {
      return false;
    }
    if (one.isArray()) {
      for (int place = 0; place < one.size(); place++) {
        if (!stays(one.get(place), other.get(place))) {
          return false;
        }
      }
      return true;
    }
    ItemOrigin origin = overlay.certain(other);
    if (overlay.isNew(other) || origin != null && origin.object() != one) {
      return false;
    }
    for (var field : one.properties()) {
      if (!stays(field.getValue(), other.path(field.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** For each item its origin; null for one that is new. */
  private List<@Nullable ItemOrigin> origins() {
    ItemKeys keys = new ItemKeys(names(), pool, items);
    List<@Nullable ItemOrigin> origins = new ArrayList<>();
    Set<ItemOrigin> byKey = OriginClaims.identities();
    for (JsonNode item : items) {
      ItemOrigin origin = overlay.certain(item);
      if (origin == null && !overlay.isNew(item)) {
        origin = keys.only(item);
        if (origin != null) {
          byKey.add(origin);
        }
      }
      origins.add(origin);
    }
    List<ItemOrigin> missed =
        pool.stream().filter(o -> !byKey.contains(o) && overlay.claims().isMissed(o)).toList();
    boolean keyless = missed.stream().anyMatch(origin -> !keys.has(origin.object()));
    for (int place = 0; place < items.size(); place++) {
      JsonNode item = items.get(place);
      if (origins.get(place) == null && !overlay.isNew(item)) {
        boolean uncertain =
            keys.has(item)
                ? keyless || keys.all(item).stream().anyMatch(overlay.claims()::holdsMore)
                : !missed.isEmpty();
        if (uncertain) {
          throw uncertain(item, keys.has(item) && !keyless);
        }
      }
    }
    return origins;
  }

  private UncertainOrigin uncertain(JsonNode item, boolean repeated) {
    String type = overlay.describe(item);
    return new UncertainOrigin(
        overlay.path(),
        repeated
            ? "two items have the same key, so it is not certain which fields unknown to "
                + type
                + " are whose; give each item of it another key"
            : "it is not certain which item became which, and they have fields unknown to "
                + type
                + "; mark the key of "
                + type
                + " with @ItemKey, or emit with(item, changed) and added(item)");
  }

  /** The components by which items are known, those of the event's classes first. */
  private Set<List<String>> names() {
    Set<List<String>> names = new LinkedHashSet<>();
    for (ItemOrigin origin : pool) {
      names.add(received.classes().of(origin.source()).key());
    }
    names.remove(List.<String>of());
    if (names.isEmpty()) {
      items.forEach(item -> names.add(overlay.keyNames(item)));
      names.remove(List.<String>of());
    }
    return names;
  }

  /** Numbers of the event by their value, to keep their digits; null if they differ in digits. */
  private Map<Object, @Nullable JsonNode> numbers() {
    Map<Object, @Nullable JsonNode> numbers = new HashMap<>();
    for (JsonNode item : ReceivedEvent.leaves(event)) {
      if (item.isNumber()) {
        Object value = SameValue.key(item);
        JsonNode other = numbers.get(value);
        numbers.put(value, numbers.containsKey(value) && !item.equals(other) ? null : item);
      }
    }
    return numbers;
  }

  private ArrayNode written(
      JsonNode array,
      Iterator<@Nullable ItemOrigin> origins,
      Map<Object, @Nullable JsonNode> numbers) {
    ArrayNode written = Json.array();
    for (JsonNode item : array) {
      if (item.isArray()) {
        written.add(written(item, origins, numbers));
      } else if (item.isObject()) {
        addItem(written, item, origins.next());
      } else {
        JsonNode number = item.isNumber() ? numbers.get(SameValue.key(item)) : null;
        written.add(number == null ? overlay.fresh(item) : number);
      }
    }
    return written;
  }

  private void addItem(ArrayNode written, JsonNode item, @Nullable ItemOrigin origin) {
    if (origin == null) {
      written.add(overlay.fresh(item));
      return;
    }
    if (!origin.twins().isEmpty() && !SameValue.is(origin.object(), item)) {
      throw new UncertainOrigin(
          overlay.path(),
          "the event has two items that are one to the set, and it was changed; use a List");
    }
    written.add(overlay.merged(origin, item));
    origin.twins().forEach(written::add);
  }
}
