package io.github.standpipe.typed;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import com.fasterxml.jackson.databind.deser.std.ContainerDeserializerBase;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import io.github.standpipe.json.Fault;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that an event may be bound to, found from the class of the whole event before there
 * is any event.
 */
final class BoundTypes {
  private static final Set<JsonTypeInfo.Id> BY_NAME =
      EnumSet.of(JsonTypeInfo.Id.NAME, JsonTypeInfo.Id.SIMPLE_NAME, JsonTypeInfo.Id.DEDUCTION);

  private final Class<?> root;
  private final DeserializationContext context;
  private final Set<JavaType> walked = new HashSet<>();
  private final Set<Class<?>> classes = new HashSet<>();
  private final Map<Class<?>, String> bases = new HashMap<>();

  /**
   * Walks a class.
   *
   * @throws Fault for one to which no event could be bound that has all its fields
   */
  BoundTypes(ObjectMapper mapper, Class<?> root) {
    this.root = root;
    DefaultDeserializationContext blueprint =
        (DefaultDeserializationContext) mapper.getDeserializationContext();
    this.context = blueprint.createDummyInstance(mapper.getDeserializationConfig());
    walk("", mapper.constructType(root), null);
  }

  /** Whether an event may have an object of this class. */
  boolean has(Class<?> type) {
    return classes.contains(type);
  }

  /** The classes and interfaces that an event gives a subtype, and the field that names it. */
  Map<Class<?>, String> bases() {
    return bases;
  }

  private void walk(String path, JavaType type, @Nullable SettableBeanProperty holder) {
    JsonDeserializer<?> deserializer;
    try {
      deserializer = context.findContextualValueDeserializer(type, holder);
    } catch (JsonMappingException e) {
      throw fault(path, Binding.firstLine(e.getOriginalMessage()));
    }
    walk(path, type, deserializer, typed(type), holder);
  }

  private @Nullable TypeDeserializer typed(JavaType type) {
    try {
      return context.getConfig().findTypeDeserializer(type);
    } catch (JsonMappingException e) {
      return null;
    }
  }

  private void walk(
      String path,
      JavaType type,
      JsonDeserializer<?> deserializer,
      @Nullable TypeDeserializer typed,
      @Nullable SettableBeanProperty holder) {
    if (typed != null && !type.isContainerType() && !type.isReferenceType()) {
      subtypes(path, type, typed, holder);
    } else if (!isAllowed(type, deserializer)) {
      throw fault(
          path,
          "Cannot construct instance of `"
              + type.getRawClass().getTypeName()
              + "`; give it a constructor that Jackson can use, or @JsonTypeInfo and subtypes");
    }
    parts(path, type, deserializer, holder);
  }

  private static boolean isAllowed(JavaType type, JsonDeserializer<?> deserializer) {
    Class<?> raw = type.getRawClass();
    return switch (deserializer) {
      case UnsupportedTypeDeserializer unsupported -> false;
      case AbstractDeserializer natural -> raw.isAssignableFrom(String.class);
      case ValueInstantiator.Gettable g -> {
        ValueInstantiator instantiator = g.getValueInstantiator();
        yield instantiator == null || instantiator.canInstantiate();
      }
      default -> true;
    };
  }

  /** What the parts of a value are bound by. */
  private void parts(
      String path,
      JavaType type,
      JsonDeserializer<?> deserializer,
      @Nullable SettableBeanProperty holder) {
    if (deserializer instanceof BeanDeserializerBase bean) {
      if (walked.add(type)) {
        classes.add(type.getRawClass());
        classes.add(bean.handledType());
        fields(path, bean);
        unwrapped(path, type, bean);
      }
    } else if (type.isContainerType() || type.isReferenceType()) {
      content(
          path + (type.isReferenceType() ? "" : "[]"), type.getContentType(), deserializer, holder);
    }
  }

  private void fields(String path, BeanDeserializerBase bean) {
    Set<String> names = new HashSet<>();
    bean.creatorProperties().forEachRemaining(field -> field(path, field, names));
    bean.properties().forEachRemaining(field -> field(path, field, names));
    ValueInstantiator instantiator = bean.getValueInstantiator();
    JavaType delegate = instantiator.getDelegateType(context.getConfig());
    if (delegate != null) {
      walk(path, delegate, null);
    }
  }

  private void field(String path, SettableBeanProperty field, Set<String> names) {
    if (names.add(field.getName()) && !field.isIgnorable() && field.hasValueDeserializer()) {
      walk(
          path + "." + field.getName(),
          field.getType(),
          field.getValueDeserializer(),
          field.getValueTypeDeserializer(),
          field);
    }
  }

  /** Fields whose own fields stand in the object that has them. */
  private void unwrapped(String path, JavaType type, BeanDeserializerBase bean) {
    for (BeanPropertyDefinition field : context.getConfig().introspect(type).findProperties()) {
      AnnotatedMember member = field.couldDeserialize() ? field.getPrimaryMember() : null;
      if (member != null
          && context.getAnnotationIntrospector().findUnwrappingNameTransformer(member) != null) {
        walk(path, field.getPrimaryType(), null);
      }
    }
  }

  private void content(
      String path,
      JavaType type,
      JsonDeserializer<?> container,
      @Nullable SettableBeanProperty holder) {
    JsonDeserializer<?> outer =
        container.getDelegatee() == null ? container : container.getDelegatee();
    JsonDeserializer<?> content =
        outer instanceof ContainerDeserializerBase<?> items ? items.getContentDeserializer() : null;
    JsonTypeInfo info = holder == null ? null : holder.getAnnotation(JsonTypeInfo.class);
    if (info != null && !type.isContainerType()) {
      bases.put(type.getRawClass(), info.property());
    } else if (content != null) {
      walk(path, type, content, typed(type), null);
    } else if (!type.isPrimitive()) {
      walk(path, type, null);
    }
  }

  private void subtypes(
      String path, JavaType type, TypeDeserializer typed, @Nullable SettableBeanProperty holder) {
    String name = typed.getPropertyName();
    if (bases.put(type.getRawClass(), name == null ? "" : name) != null) {
      return;
    }
    boolean any = typed.getDefaultImpl() != null;
    for (NamedType subtype : subtypesOf(type, holder)) {
      Class<?> other = subtype.getType();
      if (!Modifier.isAbstract(other.getModifiers())) {
        any = true;
        JavaType concrete = context.getTypeFactory().constructSpecializedType(type, other);
        try {
          walk(path, concrete, context.findContextualValueDeserializer(concrete, null), null, null);
        } catch (JsonMappingException e) {
          throw fault(path, Binding.firstLine(e.getOriginalMessage()));
        }
      }
    }
    if (!any && BY_NAME.contains(typed.getTypeIdResolver().getMechanism())) {
      throw fault(
          path,
          "`" + type.getRawClass().getTypeName() + "` has no subtypes; list them in @JsonSubTypes");
    }
  }

  private Collection<NamedType> subtypesOf(JavaType type, @Nullable SettableBeanProperty holder) {
    var resolver = context.getConfig().getSubtypeResolver();
    if (holder != null && holder.getMember() != null) {
      return resolver.collectAndResolveSubtypesByTypeId(
          context.getConfig(), holder.getMember(), type);
    }
    AnnotatedClass annotated =
        AnnotatedClassResolver.resolve(context.getConfig(), type, context.getConfig());
    return resolver.collectAndResolveSubtypesByTypeId(context.getConfig(), annotated);
  }

  private Fault fault(String path, String why) {
    return new Fault(
        root.getName(), "cannot be bound: " + (path.isEmpty() ? "" : path + ": ") + why);
  }
}
