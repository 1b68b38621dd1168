package io.github.standpipe.internal.terraform;

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
import org.jspecify.annotations.Nullable;

/** Reads JSON with the place of each value. */
final class TermReader {
  private final JsonParser parser;
  private final Function<JsonParser, SourcePlace> places;

  private TermReader(JsonParser parser, Function<JsonParser, SourcePlace> places) {
    this.parser = parser;
    this.places = places;
  }

  /**
   * Reads a file's text.
   *
   * @throws JsonProcessingException for a text that is not JSON
   */
  static Term read(String text, String file) throws JsonProcessingException {
    return read(
        text,
        parser -> {
          JsonLocation at = parser.currentTokenLocation();
          return new SourcePlace(file, at.getLineNr(), at.getColumnNr());
        });
  }

  /** The JSON in a string at a place; null if it is not JSON. */
  static @Nullable Term parsed(String text, SourcePlace at) {
    try {
      return text.isBlank() ? null : read(text, parser -> at);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static Term read(String text, Function<JsonParser, SourcePlace> places)
      throws JsonProcessingException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      Term term = new TermReader(parser, places).term();
      if (parser.nextToken() != null) {
        throw new ExcessText(parser);
      }
      return term;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("a text was read", e);
    }
  }

  private static final class ExcessText extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    ExcessText(JsonParser parser) {
      super("something follows the value", parser.currentTokenLocation());
    }
  }

  private Term term() throws IOException {
    SourcePlace at = places.apply(parser);
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(at);
      case START_ARRAY -> items(at);
      case VALUE_STRING -> new Term.Text(parser.getText(), at);
      case VALUE_NULL -> new Term.Absent(at);
      case null -> new Term.Absent(at);
      default -> new Term.Text(parser.getText(), true, at);
    };
  }

  private Term fields(SourcePlace at) throws IOException {
    Map<String, Term.Field> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      SourcePlace key = places.apply(parser);
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, new Term.Field(key, term()));
    }
    return new Term.Fields(fields, at);
  }

  private Term items(SourcePlace at) throws IOException {
    List<Term> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(term());
    }
    return new Term.Items(items, at);
  }
}
