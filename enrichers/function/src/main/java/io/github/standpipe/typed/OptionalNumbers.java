package io.github.standpipe.typed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** As {@link Optionals}, for the types of optional numbers. */
final class OptionalNumbers extends SimpleModule {
  private static final long serialVersionUID = 1L;

  OptionalNumbers() {
    number(
        OptionalInt.class,
        OptionalInt.empty(),
        Integer.class,
        OptionalInt::of,
        o -> o.isPresent() ? o.getAsInt() : null);
    number(
        OptionalLong.class,
        OptionalLong.empty(),
        Long.class,
        OptionalLong::of,
        o -> o.isPresent() ? o.getAsLong() : null);
    number(
        OptionalDouble.class,
        OptionalDouble.empty(),
        Double.class,
        OptionalDouble::of,
        o -> o.isPresent() ? o.getAsDouble() : null);
  }

  private <V, N> void number(
      Class<V> type,
      V empty,
      Class<N> number,
      Function<N, V> wrapped,
      Function<V, @Nullable N> content) {
    addDeserializer(type, new NumberReader<>(type, empty, number, wrapped));
    addSerializer(type, new NumberWriter<>(type, content));
  }

  private static final class NumberReader<V, N> extends StdScalarDeserializer<V> {
    private static final long serialVersionUID = 1L;

    private final transient V empty;
    private final Class<N> number;
    private final transient Function<N, V> wrapped;

    NumberReader(Class<V> type, V empty, Class<N> number, Function<N, V> wrapped) {
      super(type);
      this.empty = empty;
      this.number = number;
      this.wrapped = wrapped;
    }

    @Override
    public V deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return wrapped.apply(context.readValue(parser, number));
    }

    @Override
    public V getNullValue(DeserializationContext context) {
      return empty;
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return empty;
    }
  }

  private static final class NumberWriter<V, N> extends StdSerializer<V> {
    private static final long serialVersionUID = 1L;

    private final transient Function<V, @Nullable N> content;

    NumberWriter(Class<V> type, Function<V, @Nullable N> content) {
      super(type);
      this.content = content;
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, V value) {
      return content.apply(value) == null;
    }

    @Override
    public void serialize(V value, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      N number = content.apply(value);
      if (number == null) {
        provider.defaultSerializeNull(to);
      } else {
        provider.defaultSerializeValue(number, to);
      }
    }
  }
}
