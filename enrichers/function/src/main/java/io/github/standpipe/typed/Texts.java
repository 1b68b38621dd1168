package io.github.standpipe.typed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes the types of {@code java.time} as ISO 8601 strings, also as keys of a map, and sets in
 * their order of insertion.
 */
final class Texts extends SimpleModule {
  private static final long serialVersionUID = 1L;

  Texts() {
    time(Instant.class, text -> OffsetDateTime.parse(text).toInstant());
    time(OffsetDateTime.class, OffsetDateTime::parse);
    time(OffsetTime.class, OffsetTime::parse);
    time(ZonedDateTime.class, ZonedDateTime::parse);
    time(LocalDate.class, LocalDate::parse);
    time(LocalDateTime.class, LocalDateTime::parse);
    time(LocalTime.class, LocalTime::parse);
    time(Year.class, Year::parse);
    time(YearMonth.class, YearMonth::parse);
    time(MonthDay.class, MonthDay::parse);
    time(Duration.class, Duration::parse);
    time(Period.class, Period::parse);
    time(ZoneId.class, ZoneId::of);
    time(ZoneOffset.class, ZoneOffset::of);
    addAbstractTypeMapping(Set.class, LinkedHashSet.class);
  }

  private <V> void time(Class<V> type, Function<String, V> parsed) {
    addSerializer(type, ToStringSerializer.instance);
    addDeserializer(type, new Text<>(type, parsed));
    addKeyDeserializer(type, new Name<>(type, parsed));
  }

  private static final class Text<V> extends StdScalarDeserializer<V> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, V> parsed;

    Text(Class<V> type, Function<String, V> parsed) {
      super(type);
      this.parsed = parsed;
    }

    @Override
    @SuppressWarnings("unchecked") // what Jackson gives instead has the handled type
    public V deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (V) context.handleUnexpectedToken(handledType(), parser);
      }
      try {
        return parsed.apply(parser.getText());
      } catch (DateTimeException e) {
        return (V) context.handleWeirdStringValue(handledType(), "", "it is not ISO 8601");
      }
    }
  }

  private static final class Name<V> extends KeyDeserializer {
    private final Class<V> type;
    private final Function<String, V> parsed;

    Name(Class<V> type, Function<String, V> parsed) {
      this.type = type;
      this.parsed = parsed;
    }

    @Override
    public Object deserializeKey(String name, DeserializationContext context) throws IOException {
      try {
        return parsed.apply(name);
      } catch (DateTimeException e) {
        return context.handleWeirdKey(type, "", "it is not ISO 8601");
      }
    }
  }
}
