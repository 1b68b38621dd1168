package io.github.standpipe.typed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts events to objects of a class, and objects to events. */
final class Binding<T> {
  /** Strict: a missing number is not 0, and a string is not a number. */
  private static final JsonMapper MAPPER = mapper(new SimpleModule());

  private static final Pattern LIBRARY = Pattern.compile("(java|jdk|com\\.fasterxml\\.jackson)\\.");

  private static final ObjectReader SCALARS = MAPPER.reader();

  private final Class<T> type;
  private final ObjectReader reader;
  private final ObjectWriter writer;
  private final ClassTable classes;

  /** The result of binding an event. */
  sealed interface Result<T> {}

  /**
   * The class holds it.
   *
   * @param origins what became of the parts of the event; null if the object cannot be written
   */
  record Value<T>(T value, OriginTable origins) implements Result<T> {}

  /** The class cannot hold it: what becomes of the event. */
  record NoValue<T>(Verdict verdict) implements Result<T> {}

  /**
   * Prepares a class.
   *
   * @throws Fault for one to which no event could be bound that has all its fields
   */
  Binding(Class<T> type) {
    this.type = type;
    this.reader = MAPPER.readerFor(type);
    BoundTypes types = new BoundTypes(MAPPER, type);
    this.classes = new ClassTable(MAPPER, types.bases());
    this.writer = mapper(new HelperGetters(types, classes)).writer();
  }

  private static JsonMapper mapper(SimpleModule writing) {
    return JsonMapper.builder()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(MapperFeature.USE_GETTERS_AS_SETTERS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .addModule(new SimpleModule("arrivals").setDeserializerModifier(new ArrivalReports()))
        .addModule(new Texts())
        .addModule(new Optionals())
        .addModule(new OptionalNumbers())
        .addModule(writing)
        .build();
  }

  /** Binds an event; whatever goes wrong concerns this event alone. */
  Result<T> of(JsonNode event) {
    if (event.isNull()) {
      return rejection(event, List.of(), type);
    }
    ItemArrivals arrivals = new ItemArrivals();
    try {
      T value = reader.withAttribute(ItemArrivals.class, arrivals).readValue(event);
      return new Value<>(value, origins(event, value, arrivals));
    } catch (InvalidDefinitionException e) {
      String why = e.getOriginalMessage();
      return new NoValue<>(new Verdict.Fail(no() + place(e.getPath()) + ": " + firstLine(why)));
    } catch (InvalidFormatException e) {
      return e.getValue() instanceof String && at(event, e.getPath()).isObject()
          ? rejected(place(e.getPath()) + " has a key that is not " + describe(e.getTargetType()))
          : rejection(event, e.getPath(), e.getTargetType());
    } catch (MismatchedInputException e) {
      return rejection(event, e.getPath(), e.getTargetType());
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof InputCoercionException number) {
        return rejection(event, e.getPath(), number.getTargetType());
      }
      return withCause(
          place(e.getPath()) + " is refused, ", e.getCause() == null ? e : e.getCause());
    } catch (JsonProcessingException e) {
      return rejected(Json.reason(e));
    } catch (IOException e) {
      throw new IllegalStateException("a value in memory", e);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      return new NoValue<>(new Verdict.Fail(no() + thrown(e)));
    }
  }

  /** Relates event and object at once, because an enricher may change the object. */
  private OriginTable origins(JsonNode event, T value, ItemArrivals arrivals) {
    WrittenValue object =
        WrittenValue.of(
            writer
                .without(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .withAttribute(HelperGetters.LEFT_OUT, true),
            SCALARS,
            value);
    return new OriginTable(new ReceivedEvent(event, object, classes, arrivals));
  }

  /** The first line of a message of Jackson's, without what it says of the place. */
  static String firstLine(String message) {
    return message.lines().findFirst().orElse("").replaceFirst(" \\((?!Map\\)).*", "");
  }

  private NoValue<T> rejection(
      JsonNode event, List<JsonMappingException.Reference> path, @Nullable Class<?> expected) {
    JsonNode seen = at(event, path);
    String kind = seen.isMissingNode() ? "missing" : Json.kind(seen);
    return rejected(place(path) + " is " + kind + ", and " + describe(expected) + " was expected");
  }

  private static JsonNode at(JsonNode event, List<JsonMappingException.Reference> path) {
    JsonNode seen = event;
    for (JsonMappingException.Reference step : path) {
      seen =
          step.getFieldName() == null ? seen.path(step.getIndex()) : seen.path(step.getFieldName());
    }
    return seen;
  }

  private NoValue<T> rejected(String why) {
    return new NoValue<>(new Verdict.Quarantine(no() + why));
  }

  /** An exception judges the event; an error may pass, but not one that ends the machine. */
  private NoValue<T> withCause(String what, Throwable why) {
    if (why instanceof VirtualMachineError error && !(why instanceof StackOverflowError)) {
      throw error;
    }
    return why instanceof Error
        ? new NoValue<>(new Verdict.Fail(no() + what + thrown(why)))
        : rejected(what + thrown(why));
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

  /** What was thrown and where; its message may hold a payload. */
  private static String thrown(Throwable cause) {
    String at =
        Stream.of(cause.getStackTrace())
            .filter(frame -> !LIBRARY.matcher(frame.getClassName()).lookingAt())
            .findFirst()
            .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
            .orElse("");
    return cause.getClass().getSimpleName() + at;
  }

  /** An object that is emitted. */
  WrittenValue written(@Nullable Object value) {
    return WrittenValue.of(writer, SCALARS, value);
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
