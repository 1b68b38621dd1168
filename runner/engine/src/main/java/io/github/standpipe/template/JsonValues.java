package io.github.standpipe.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads JSON with the place of each value; a YAML parser would only reject its tabs. */
final class JsonValues {
  private final JsonParser parser;
  private final Function<JsonParser, Place> places;
  private final YamlNotes notes;

  private JsonValues(JsonParser parser, Function<JsonParser, Place> places, YamlNotes notes) {
    this.parser = parser;
    this.places = places;
    this.notes = notes;
  }

  static Value read(String text, String file, YamlNotes notes) throws JsonProcessingException {
    return read(
        text,
        notes,
        parser -> {
          JsonLocation at = parser.currentTokenLocation();
          return new Place(file, at.getLineNr(), at.getColumnNr());
        });
  }

  /** Reads the JSON text at one place of a template. */
  static Value read(String text, Place place) throws JsonProcessingException {
    return read(text, new YamlNotes(false), parser -> place);
  }

  private static Value read(String text, YamlNotes notes, Function<JsonParser, Place> places)
      throws JsonProcessingException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      JsonValues values = new JsonValues(parser, places, notes);
      if (parser.nextToken() == null) {
        throw values.place().fault("is an empty string; write JSON");
      }
      Value value = values.value();
      if (parser.nextToken() != null) {
        throw values.place().faultWithColumn("has more than one JSON value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("a text was read", e);
    }
  }

  private Value value() throws IOException {
    Place at = place();
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(at);
      case START_ARRAY -> array(at);
      case VALUE_NULL -> new Value.Nothing(at);
      case VALUE_STRING -> new Value.Scalar(parser.getText(), at);
      default -> new Value.Scalar(parser.getText(), true, at);
    };
  }

  private Value object(Place start) throws IOException {
    Map<String, Value.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Place at = place();
      String key = parser.currentName();
      parser.nextToken();
      if (entries.put(key, new Value.Entry(at, value())) != null) {
        notes.repeats(key, at);
      }
    }
    return Value.of(entries, start);
  }

  private Value array(Place start) throws IOException {
    List<Value> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new Value.Sequence(items, start);
  }

  private Place place() {
    return places.apply(parser);
  }
}
