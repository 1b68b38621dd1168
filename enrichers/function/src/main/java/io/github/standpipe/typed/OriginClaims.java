package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which parts of an event are surely in what is emitted, in any of its parts. */
final class OriginClaims {
  private final ReceivedEvent received;
  private final Set<ItemOrigin> claimed = identities();
  private @Nullable Set<Class<?>> missed;

  OriginClaims(OriginTable origins, List<WrittenValue> parts) {
    this.received = origins.received();
    for (WrittenValue part : parts) {
      for (Object source : part.sources()) {
        ItemOrigin origin = origins.of(source);
        if (origin != null) {
          claimed.add(origin);
        }
      }
    }
  }

  /** A set for which no two items are equal. */
  static Set<ItemOrigin> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  boolean has(ItemOrigin origin) {
    return claimed.contains(origin);
  }

  /** Whether an item is in no emitted part, and its class does not name all that it holds. */
  boolean isMissed(ItemOrigin origin) {
    return !has(origin) && holdsMore(origin);
  }

  /**
   * Whether an object that stands under a name may be another one of its class: the one that stood
   * there is elsewhere now, and one is missed.
   */
  boolean mayBeMoved(ItemOrigin origin) {
    if (origin.source() == null || !has(origin)) {
      return false;
    }
    if (missed == null) {
      missed = new HashSet<>();
      for (ItemOrigin other : received.all()) {
        if (other.source() != null && isMissed(other)) {
          missed.add(other.source().getClass());
        }
      }
    }
    return missed.contains(origin.source().getClass());
  }

  /** Whether a part of the event has fields that its class does not name. */
  boolean holdsMore(ItemOrigin origin) {
    return !origin.twins().isEmpty() || holdsMore(origin.event(), origin.object(), origin.source());
  }

  private boolean holdsMore(JsonNode event, JsonNode object, @Nullable Object source) {
    if (object.isArray()) {
      return event.isArray() && listHoldsMore(object);
    }
    if (!event.isObject() || !object.isObject()) {
      return false;
    }
    ClassFields fields = received.classes().of(source);
    for (var field : event.properties()) {
      JsonNode part = object.path(fields.written(field.getKey()));
      if (part.isMissingNode() || holdsMore(field.getValue(), part, received.source(part))) {
        return true;
      }
    }
    return false;
  }

  private boolean listHoldsMore(JsonNode list) {
    if (!received.isComplete(list)) {
      return true;
    }
    for (JsonNode item : ReceivedEvent.leaves(list)) {
      ItemOrigin origin = received.of(item);
      if (origin != null && holdsMore(origin)) {
        return true;
      }
    }
    return false;
  }
}
