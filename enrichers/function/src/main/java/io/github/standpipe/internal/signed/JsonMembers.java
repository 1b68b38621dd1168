package io.github.standpipe.internal.signed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The strings in a JSON object; read token by token, because a mapper would slow down a start. */
final class JsonMembers {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonMembers() {}

  /** The members that are strings, by name; none if the value is not an object. */
  static Map<String, String> of(byte[] json) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return members;
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          members.put(name, parser.getText());
        }
        parser.skipChildren();
      }
    }
    return members;
  }
}
