package io.github.standpipe.internal.host;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import io.github.standpipe.json.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The value that a typed handler takes or returns, bound as by the runtime interface client on
 * Lambda (rule {@code enrichment-typed}): by the handler's own serializer if its code contains one,
 * else by Lambda's, which knows AWS's event classes.
 */
final class TypedValue {
  private final Type type;
  private final Optional<CustomPojoSerializer> own;
  private final Optional<PojoSerializer<Object>> lambda;

  private TypedValue(
      Type type, Optional<CustomPojoSerializer> own, Optional<PojoSerializer<Object>> lambda) {
    this.type = type;
    this.own = own;
    this.lambda = lambda;
  }

  static TypedValue of(Type type, ClassLoader code) {
    Optional<CustomPojoSerializer> own =
        ServiceLoader.load(CustomPojoSerializer.class, code).findFirst();
    boolean isVoid = type == void.class || type == Void.class;
    return new TypedValue(
        type, own, isVoid ? Optional.empty() : Optional.of(serializer(type, code)));
  }

  @SuppressWarnings("unchecked") // as the runtime interface client does
  private static PojoSerializer<Object> serializer(Type type, ClassLoader code) {
    return type instanceof Class<?> known
            && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())
        ? (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(known, code)
        : JacksonFactory.getInstance().getSerializer(type);
  }

  /**
   * Reads the value from JSON.
   *
   * @throws Fault for JSON that does not bind; it names the place without quoting the value
   */
  @Nullable Object read(byte[] json) {
    if (lambda.isEmpty()) {
      return null;
    }
    ByteArrayInputStream in = new ByteArrayInputStream(json);
    try {
      return own.isPresent() ? own.get().fromJson(in, type) : lambda.get().fromJson(in);
    } catch (RuntimeException e) {
      throw new Fault("the call does not bind to " + type.getTypeName() + BindingFailure.place(e));
    }
  }

  byte[] write(@Nullable Object value) {
    if (lambda.isEmpty()) {
      return "null".getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (own.isPresent()) {
        own.get().toJson(value, out, type);
      } else {
        lambda.get().toJson(value, out);
      }
      return out.toByteArray();
    } catch (RuntimeException e) {
      throw new Fault(
          "the answer cannot be written as " + type.getTypeName() + BindingFailure.place(e));
    }
  }

  /** Whether it binds a single item: an array of one is unwrapped, and an array of two fails. */
  boolean takesOneItem() {
    Class<?> raw = raw(type);
    boolean takesArrays =
        raw == Object.class
            || raw.isArray()
            || Collection.class.isAssignableFrom(raw)
            || Iterable.class.isAssignableFrom(raw) && !Map.class.isAssignableFrom(raw);
    return lambda.isPresent() && own.isEmpty() && !takesArrays;
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      case GenericArrayType array -> Object[].class;
      default -> Object.class;
    };
  }

  @Override
  public String toString() {
    return type.getTypeName();
  }
}
