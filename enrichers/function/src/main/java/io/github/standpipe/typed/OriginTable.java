package io.github.standpipe.typed;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Java objects whose origin in an event is certain. */
final class OriginTable {
  private final ReceivedEvent received;
  private final Map<Object, ItemOrigin> declared =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Set<Object> added =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  OriginTable(ReceivedEvent received) {
    this.received = received;
  }

  ReceivedEvent received() {
    return received;
  }

  /**
   * Declares that an object is what became of another one.
   *
   * @throws IllegalArgumentException if the other is not part of the event, or the object is one
   *     already
   */
  void declare(Object item, Object changed) {
    ItemOrigin origin = of(item);
    if (origin == null) {
      throw new IllegalArgumentException("the item is not one object of this event");
    }
    ItemOrigin other = of(changed);
    if (other != null && other != origin || added.contains(changed)) {
      throw new IllegalArgumentException("the changed object already stands for another item");
    }
    if (other == null) {
      declared.put(changed, origin);
    }
  }

  /**
   * Declares that an object is not from the event.
   *
   * @throws IllegalArgumentException if it is
   */
  void declareNew(Object item) {
    if (of(item) != null) {
      throw new IllegalArgumentException("the object stands for an item of this event");
    }
    added.add(item);
  }

  /** Whether an object is surely not from the event. */
  boolean isNew(Object source) {
    return added.contains(source);
  }

  /** The part of the event that an object surely was; null if it is new, or that is not known. */
  @Nullable ItemOrigin of(Object source) {
    ItemOrigin origin = received.ofSource(source);
    return origin == null ? declared.get(source) : origin;
  }
}
