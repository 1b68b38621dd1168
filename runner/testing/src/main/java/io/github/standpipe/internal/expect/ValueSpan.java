package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The position of a value in a text, and the entries of an object or array.
 *
 * @param start the start of the value, in characters
 * @param end the end of the value, exclusive
 * @param entries its members or items, in order
 */
record ValueSpan(int start, int end, List<Entry> entries) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * A member or an item.
   *
   * @param key the key of a member; empty for an item
   * @param start the start of the member's key, or of the item
   */
  record Entry(String key, int start, ValueSpan value) {
    int end() {
      return value.end;
    }
  }

  /** The value of a text that is known to be JSON. */
  static ValueSpan of(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return value(text, parser);
    } catch (IOException e) {
      throw new IllegalStateException("a text that was parsed before", e);
    }
  }

  Entry member(String key) {
    return entries.stream().filter(entry -> entry.key.equals(key)).findFirst().orElseThrow();
  }

  private static ValueSpan value(String text, JsonParser parser) throws IOException {
    int start = at(parser);
    if (!parser.currentToken().isStructStart()) {
      return new ValueSpan(start, scalarEnd(text, start), List.of());
    }
    List<Entry> entries = new ArrayList<>();
    while (!parser.nextToken().isStructEnd()) {
      int entry = at(parser);
      String key = "";
      if (parser.currentToken() == JsonToken.FIELD_NAME) {
        key = parser.currentName();
        parser.nextToken();
      }
      entries.add(new Entry(key, entry, value(text, parser)));
    }
    return new ValueSpan(start, at(parser) + 1, List.copyOf(entries));
  }

  private static int at(JsonParser parser) {
    return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
  }

  /** The end of a scalar or key that starts at a position. */
  static int scalarEnd(String text, int start) {
    int end = start + 1;
    if (text.charAt(start) == '"') {
      while (text.charAt(end) != '"') {
        end += text.charAt(end) == '\\' ? 2 : 1;
      }
      return end + 1;
    }
    while (end < text.length() && ",]} \t\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
