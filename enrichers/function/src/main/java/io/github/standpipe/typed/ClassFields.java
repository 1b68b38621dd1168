package io.github.standpipe.typed;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a class.
 *
 * @param written for each name under which a field may come, the name under which it is written; if
 *     they are equal, it may be absent
 * @param bound the written names of the fields that an event can give
 * @param key the written names of the fields that are the item's key
 */
record ClassFields(Map<String, String> written, Set<String> bound, List<String> key) {
  static final ClassFields NONE = new ClassFields(Map.of(), Set.of(), List.of());

  static ClassFields of(ObjectMapper mapper, Class<?> type) {
    JavaType javaType = mapper.constructType(type);
    List<BeanPropertyDefinition> writes =
        mapper.getSerializationConfig().introspect(javaType).findProperties();
    Map<String, String> names = new HashMap<>();
    List<String> key = new ArrayList<>();
    for (BeanPropertyDefinition field : writes) {
      if (field.couldSerialize()) {
        names.put(field.getInternalName(), field.getName());
        if (field.getAccessor().hasAnnotation(ItemKey.class)) {
          key.add(field.getName());
        }
      }
    }
    BeanDescription reads = description(mapper.getDeserializationConfig(), javaType);
    Map<String, String> written =
        insensitive(reads) ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new HashMap<>();
    Set<String> bound = new HashSet<>();
    for (BeanPropertyDefinition field : reads.findProperties()) {
      if (field.couldDeserialize()) {
        String name = names.getOrDefault(field.getInternalName(), field.getName());
        bound.add(name);
        written.put(field.getName(), name);
        for (PropertyName alias : field.findAliases()) {
          written.put(alias.getSimpleName(), name);
        }
      }
    }
    boolean plain =
        written instanceof HashMap
            && written.entrySet().stream().allMatch(e -> e.getKey().equals(e.getValue()));
    return new ClassFields(plain ? Map.of() : written, bound, List.copyOf(key));
  }

  private static BeanDescription description(DeserializationConfig config, JavaType type) {
    BeanDescription description = config.introspect(type);
    Class<?> builder = description.findPOJOBuilder();
    return builder == null
        ? description
        : config.introspectForBuilder(config.constructType(builder), description);
  }

  private static boolean insensitive(BeanDescription type) {
    return Boolean.TRUE.equals(
        type.findExpectedFormat()
            .getFeature(JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES));
  }

  /** The name under which a field of an event is written. */
  String written(String name) {
    String other = written.get(name);
    return other == null ? name : other;
  }

  /**
   * For each written name the name under which the event has the field.
   *
   * <p>If it has a field under several names, the one counts that has the value of the object, else
   * the last.
   */
  Map<String, String> received(JsonNode event, JsonNode object) {
    Map<String, String> received = new LinkedHashMap<>();
    for (var field : event.properties()) {
      String name = written(field.getKey());
      String other = received.get(name);
      if (other == null
          || !SameValue.is(event.path(other), object.path(name))
          || SameValue.is(field.getValue(), object.path(name))) {
        received.put(name, field.getKey());
      }
    }
    return received;
  }

  /** The key in an object; null if one of its fields is absent or null, or the class has none. */
  static @Nullable List<Object> key(List<String> names, JsonNode object) {
    List<Object> values = new ArrayList<>();
    for (String name : names) {
      JsonNode value = object.path(name);
      if (value.isMissingNode() || value.isNull()) {
        return null;
      }
      values.add(SameValue.key(value));
    }
    return values.isEmpty() ? null : values;
  }
}
