package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is known of the classes of an event, and of those that are emitted. */
final class ClassTable {
  private final ObjectMapper mapper;
  private final Map<Class<?>, String> bases;
  private final Map<Class<?>, ClassFields> fields = new ConcurrentHashMap<>();

  ClassTable(ObjectMapper mapper, Map<Class<?>, String> bases) {
    this.mapper = mapper;
    this.bases = Map.copyOf(bases);
  }

  /** The fields of an object's class; those of a map have no other names and no key. */
  ClassFields of(@Nullable Object source) {
    return source == null || source instanceof Map || source instanceof JsonNode
        ? ClassFields.NONE
        : of(source.getClass());
  }

  ClassFields of(Class<?> type) {
    return fields.computeIfAbsent(type, missing -> ClassFields.of(mapper, missing));
  }

  /** Whether Jackson wrote an array for a list, a set or an array. */
  static boolean isList(@Nullable Object source) {
    return source instanceof Collection
        || source instanceof JsonNode
        || source instanceof Iterable
        || source != null && source.getClass().isArray();
  }

  /** Whether two objects are different subtypes of a class, such as a card and cash. */
  boolean differ(ItemOrigin one, JsonNode other, @Nullable Object source) {
    if (one.source() == null || source == null) {
      return false;
    }
    for (Map.Entry<Class<?>, String> base : bases.entrySet()) {
      if (base.getKey().isInstance(one.source())) {
        JsonNode id = one.object().path(base.getValue());
        JsonNode otherId = other.path(base.getValue());
        boolean bothAre = base.getKey().isInstance(source);
        if (bothAre && one.source().getClass() != source.getClass()
            || id.isValueNode() && otherId.isValueNode() && !SameValue.is(id, otherId)) {
          return true;
        }
      }
    }
    return false;
  }
}
