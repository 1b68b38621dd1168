package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.ReferenceTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.ReferenceTypeSerializer;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.databind.type.TypeBindings;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.type.TypeModifier;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an absent or null field as an empty {@code Optional}, and writes an empty one as null. */
final class Optionals extends SimpleModule {
  private static final long serialVersionUID = 1L;

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addTypeModifier(new References());
    context.addDeserializers(new Readers());
    context.addSerializers(new Writers());
  }

  private static final class References extends TypeModifier {
    @Override
    public JavaType modifyType(
        JavaType type, Type jdkType, TypeBindings bindings, TypeFactory factory) {
      if (type.isReferenceType() || type.isContainerType() || !type.hasRawClass(Optional.class)) {
        return type;
      }
      return ReferenceType.upgradeFrom(type, type.containedTypeOrUnknown(0));
    }
  }

  private static final class Readers extends Deserializers.Base {
    @Override
    public @Nullable JsonDeserializer<?> findReferenceDeserializer(
        ReferenceType type,
        DeserializationConfig config,
        BeanDescription description,
        @Nullable TypeDeserializer contentType,
        @Nullable JsonDeserializer<?> content) {
      return type.hasRawClass(Optional.class) ? new Reader(type, contentType, content) : null;
    }
  }

  private static final class Writers extends Serializers.Base {
    @Override
    public @Nullable JsonSerializer<?> findReferenceSerializer(
        SerializationConfig config,
        ReferenceType type,
        BeanDescription description,
        @Nullable TypeSerializer contentType,
        @Nullable JsonSerializer<Object> content) {
      return type.hasRawClass(Optional.class) ? new Writer(type, contentType, content) : null;
    }
  }

  private static final class Reader extends ReferenceTypeDeserializer<Optional<?>> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway") // as Jackson's own: both may be null
    Reader(
        JavaType type,
        @Nullable TypeDeserializer contentType,
        @Nullable JsonDeserializer<?> content) {
      super(type, null, contentType, content);
    }

    @Override
    protected Reader withResolved(
        @Nullable TypeDeserializer contentType, @Nullable JsonDeserializer<?> content) {
      return new Reader(_fullType, contentType, content);
    }

    @Override
    public Optional<?> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return Optional.empty();
    }

    @Override
    public Optional<?> referenceValue(@Nullable Object content) {
      return Optional.ofNullable(content);
    }

    @Override
    public Optional<?> updateReference(Optional<?> reference, @Nullable Object content) {
      return Optional.ofNullable(content);
    }

    @Override
    public @Nullable Object getReferenced(Optional<?> reference) {
      return reference.orElse(null);
    }
  }

  private static final class Writer extends ReferenceTypeSerializer<Optional<?>> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway") // as Jackson's own: both may be null
    Writer(
        ReferenceType type,
        @Nullable TypeSerializer contentType,
        @Nullable JsonSerializer<Object> content) {
      super(type, false, contentType, content);
    }

    private Writer(
        Writer base,
        BeanProperty property,
        TypeSerializer contentType,
        JsonSerializer<?> content,
        NameTransformer unwrapper,
        Object suppressable,
        boolean suppressNulls) {
      super(base, property, contentType, content, unwrapper, suppressable, suppressNulls);
    }

    @Override
    protected ReferenceTypeSerializer<Optional<?>> withResolved(
        BeanProperty property,
        TypeSerializer contentType,
        JsonSerializer<?> content,
        NameTransformer unwrapper) {
      return new Writer(
          this, property, contentType, content, unwrapper, _suppressableValue, _suppressNulls);
    }

    @Override
    public ReferenceTypeSerializer<Optional<?>> withContentInclusion(
        Object suppressable, boolean suppressNulls) {
      return new Writer(
          this,
          _property,
          _valueTypeSerializer,
          _valueSerializer,
          _unwrapper,
          suppressable,
          suppressNulls);
    }

    @Override
    protected boolean _isValuePresent(Optional<?> value) {
      return value.isPresent();
    }

    @Override
    protected Object _getReferenced(Optional<?> value) {
      return value.orElseThrow();
    }

    @Override
    @SuppressWarnings("NullAway") // Jackson's contract: null if absent
    protected Object _getReferencedIfPresent(Optional<?> value) {
      return value.orElse(null);
    }
  }
}
