package io.github.standpipe.typed;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes the types of {@code java.time} as ISO 8601 strings, and sets in their order of insertion.
 */
final class Texts extends SimpleModule {
  private static final long serialVersionUID = 1L;

  Texts() {
    time(Instant.class, text -> OffsetDateTime.parse(text).toInstant());
    time(OffsetDateTime.class, OffsetDateTime::parse);
    time(ZonedDateTime.class, ZonedDateTime::parse);
    time(LocalDate.class, LocalDate::parse);
    time(LocalDateTime.class, LocalDateTime::parse);
    time(LocalTime.class, LocalTime::parse);
    time(Duration.class, Duration::parse);
    addAbstractTypeMapping(Set.class, LinkedHashSet.class);
  }

  private <V> void time(Class<V> type, Function<String, V> parsed) {
    addSerializer(type, ToStringSerializer.instance);
    addDeserializer(type, new Text<>(type, parsed));
  }

  private static final class Text<V> extends FromStringDeserializer<V> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, V> parsed;

    Text(Class<V> type, Function<String, V> parsed) {
      super(type);
      this.parsed = parsed;
    }

    @Override
    protected V _deserialize(String text, DeserializationContext context) {
      return parsed.apply(text);
    }
  }
}
