package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.json.JsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import io.github.standpipe.internal.states.MachineJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * JSONPath as Step Functions evaluates it: the library whose messages the service uses, with the
 * differences that recordings show.
 *
 * <p>A path that may match several places gives an array, also an empty one if a parent is missing;
 * a definite path without a value fails.
 */
final class JsonPaths {
  private static final Configuration STRICT =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider(MachineJson.MAPPER))
          .mappingProvider(new JacksonMappingProvider(MachineJson.MAPPER))
          .build();

  static {
    // Filters build configurations of their own, whose defaults would need json-smart.
    Configuration.setDefaults(new StrictDefaults());
  }

  private static final Configuration LENIENT = STRICT.addOptions(Option.SUPPRESS_EXCEPTIONS);

  private final Map<String, Optional<ReferencePath>> references = new ConcurrentHashMap<>();
  private final Map<String, JsonPath> compiled = new ConcurrentHashMap<>();
  private final Map<String, PathText> texts = new ConcurrentHashMap<>();

  private static final class StrictDefaults implements Configuration.Defaults {
    @Override
    public JsonProvider jsonProvider() {
      return STRICT.jsonProvider();
    }

    @Override
    public Set<Option> options() {
      return Set.of();
    }

    @Override
    public MappingProvider mappingProvider() {
      return STRICT.mappingProvider();
    }
  }

  /** There is no value: the message is the library's, which the service passes on. */
  static final class NoValueException extends Exception {
    private static final long serialVersionUID = 1;

    NoValueException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * The value at a path that begins with {@code $}.
   *
   * @throws NoValueException if the path is definite and there is no value
   */
  JsonNode find(String path, JsonNode root) throws NoValueException {
    JsonNode value = read(path, root);
    if (value.isNull() && reference(path).isPresent() && direct(path, root) == null) {
      throw new NoValueException("No results for path: " + path);
    }
    return value;
  }

  /**
   * The value at a path, or null for an item beyond the end of an array: a field of a template or
   * state that refers to one gets null from the service, not a failure.
   *
   * @throws NoValueException if the path is definite and there is no other value
   */
  JsonNode read(String path, JsonNode root) throws NoValueException {
    JsonNode direct = direct(path, root);
    if (direct != null) {
      return direct;
    }
    try {
      JsonPath parsed = compiled.computeIfAbsent(path, JsonPath::compile);
      return found(parsed.read(root, parsed.isDefinite() ? STRICT : LENIENT));
    } catch (InvalidPathException e) {
      throw new NoValueException(String.valueOf(e.getMessage()));
    } catch (JsonPathException | StackOverflowError e) {
      throw new NoValueException("Invalid path: " + e.getClass().getSimpleName());
    }
  }

  /**
   * The library's result: {@code length()} returns a number, and for its other functions the
   * service reports that there is no value, as seen with {@code sum()}.
   */
  private static JsonNode found(@Nullable Object value) throws NoValueException {
    return switch (value) {
      case null -> MachineJson.NODES.nullNode();
      case JsonNode json -> json;
      case Integer length -> MachineJson.NODES.numberNode(length);
      default ->
          throw new NoValueException(
              "Aggregation function attempted to calculate value using empty array");
    };
  }

  private @Nullable JsonNode direct(String path, JsonNode root) {
    Optional<ReferencePath> reference = reference(path);
    return reference.isPresent() ? reference.get().find(root) : null;
  }

  Optional<ReferencePath> reference(String path) {
    Optional<ReferencePath> known = references.get(path);
    return known == null ? references.computeIfAbsent(path, ReferencePath::parse) : known;
  }

  PathText text(String path) {
    PathText known = texts.get(path);
    return known == null ? texts.computeIfAbsent(path, PathText::parse) : known;
  }
}
