package io.github.standpipe.typed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts events to objects of a class, and objects to events. */
final class Binding<T> {
  /** Strict: a missing number is not 0, and a string is not a number. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .addModule(new Texts())
          .build();

  private final Class<T> type;
  private final ObjectReader reader;

  /** The result of binding an event. */
  sealed interface Result<T> {}

  record Bound<T>(T value) implements Result<T> {}

  /**
   * The class cannot hold it.
   *
   * @param why a path and the type expected there
   */
  record Refused<T>(String why) implements Result<T> {}

  Binding(Class<T> type) {
    this.type = type;
    this.reader = MAPPER.readerFor(type);
  }

  /**
   * Binds an event.
   *
   * @throws Fault for a class to which no event can be bound
   */
  Result<T> of(JsonNode event) {
    if (event.isNull()) {
      return rejection(event, List.of(), type);
    }
    try {
      return new Bound<>(reader.readValue(event));
    } catch (InvalidDefinitionException e) {
      throw new Fault(type.getName(), "cannot be bound: " + definition(e));
    } catch (MismatchedInputException e) {
      return rejection(event, e.getPath(), e.getTargetType());
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof InputCoercionException number) {
        return rejection(event, e.getPath(), number.getTargetType());
      }
      return new Refused<>(no() + place(e.getPath()) + " is refused, " + thrown(e));
    } catch (IOException e) {
      throw new IllegalStateException("a value in memory", e);
    }
  }

  private static String definition(InvalidDefinitionException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("").replaceFirst(" \\(.*", "");
  }

  private Refused<T> rejection(
      JsonNode event, List<JsonMappingException.Reference> path, @Nullable Class<?> expected) {
    JsonNode seen = event;
    for (JsonMappingException.Reference step : path) {
      seen =
          step.getFieldName() == null ? seen.path(step.getIndex()) : seen.path(step.getFieldName());
    }
    String kind = seen.isMissingNode() ? "missing" : Json.kind(seen);
    return new Refused<>(
        no() + place(path) + " is " + kind + ", and " + describe(expected) + " was expected");
  }

  private static String describe(@Nullable Class<?> expected) {
    if (expected == null) {
      return "something else";
    }
    boolean list = expected.isArray() || Collection.class.isAssignableFrom(expected);
    return list ? "an array" : expected.getSimpleName();
  }

  private String no() {
    return "it does not bind to " + type.getSimpleName() + ": ";
  }

  /** As {@code .items[0].quantity}; the event itself is {@code .}. */
  private static String place(List<JsonMappingException.Reference> path) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append('.').append(step.getFieldName());
      }
    }
    return place.isEmpty() ? "." : place.toString();
  }

  /** What a constructor threw and where; its message may hold a payload. */
  private static String thrown(JsonMappingException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    StackTraceElement at = cause.getStackTrace()[0];
    return cause.getClass().getSimpleName() + " at " + at.getFileName() + ":" + at.getLineNumber();
  }

  /** The event as written by an object of the class: only the fields that the class names. */
  JsonNode written(JsonNode event) {
    return switch (of(event)) {
      case Bound<T>(T value) -> json(value);
      case Refused<T>(String why) -> throw new IllegalStateException(why);
    };
  }

  /** Any object as JSON. */
  static JsonNode json(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** An object of any other class, by the same rules. */
  static <V> V read(JsonNode json, Class<V> type) throws JsonProcessingException {
    return MAPPER.treeToValue(json, type);
  }
}
