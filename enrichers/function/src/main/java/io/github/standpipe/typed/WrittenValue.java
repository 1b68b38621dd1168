package io.github.standpipe.typed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object as JSON, and for each object and array in it what Jackson wrote there. */
final class WrittenValue {
  private final JsonNode json;
  private final Map<JsonNode, Object> sources = new IdentityHashMap<>();

  private WrittenValue(ObjectReader scalars, TokenBuffer tokens, List<@Nullable Object> starts)
      throws IOException {
    try (JsonParser parser = tokens.asParser()) {
      parser.nextToken();
      json = new Tree(scalars, parser, starts).value();
    }
  }

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException for a value that Jackson cannot write
   */
  static WrittenValue of(ObjectWriter writer, ObjectReader scalars, @Nullable Object value) {
    Starts starts = new Starts();
    try (starts) {
      writer.writeValue(starts, value);
      return new WrittenValue(scalars, starts.tokens, starts.all);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  JsonNode json() {
    return json;
  }

  /** What was written as an object or array; null for one that stands for no Java object. */
  @Nullable Object source(JsonNode container) {
    return sources.get(container);
  }

  /** The Java objects, collections and maps in it. */
  Iterable<Object> sources() {
    return sources.values();
  }

  /** Builds the tree; the containers begin in the order in which they were written. */
  private final class Tree {
    private final ObjectReader scalars;
    private final JsonParser parser;
    private final List<@Nullable Object> starts;
    private int begun;

    Tree(ObjectReader scalars, JsonParser parser, List<@Nullable Object> starts) {
      this.scalars = scalars;
      this.parser = parser;
      this.starts = starts;
    }

    JsonNode value() throws IOException {
      if (parser.hasToken(JsonToken.START_OBJECT)) {
        return object(Json.object());
      }
      return parser.hasToken(JsonToken.START_ARRAY)
          ? array(Json.array())
          : scalars.readTree(parser);
    }

    private JsonNode object(ObjectNode object) throws IOException {
      begin(object);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        object.set(name, value());
      }
      return object;
    }

    private JsonNode array(ArrayNode array) throws IOException {
      begin(array);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(value());
      }
      return array;
    }

    private void begin(JsonNode container) {
      Object source = starts.get(begun++);
      if (source != null) {
        sources.put(container, source);
      }
    }
  }

  /** Notes for what Jackson begins an object or array. */
  private static final class Starts extends JsonGeneratorDelegate {
    private final List<@Nullable Object> all = new ArrayList<>();
    private final TokenBuffer tokens;

    Starts() {
      this(new TokenBuffer(null, false));
    }

    private Starts(TokenBuffer tokens) {
      super(tokens, false);
      this.tokens = tokens;
    }

    @Override
    public void writeStartObject() throws IOException {
      all.add(null);
      super.writeStartObject();
    }

    @Override
    public void writeStartObject(Object value) throws IOException {
      all.add(value);
      super.writeStartObject(value);
    }

    @Override
    public void writeStartObject(Object value, int size) throws IOException {
      all.add(value);
      super.writeStartObject(value, size);
    }

    @Override
    public void writeStartArray() throws IOException {
      all.add(null);
      super.writeStartArray();
    }

    @Override
    @Deprecated
    public void writeStartArray(int size) throws IOException {
      all.add(null);
      super.writeStartArray(size);
    }

    @Override
    public void writeStartArray(Object value) throws IOException {
      all.add(value);
      super.writeStartArray(value);
    }

    @Override
    public void writeStartArray(Object value, int size) throws IOException {
      all.add(value);
      super.writeStartArray(value, size);
    }
  }
}
