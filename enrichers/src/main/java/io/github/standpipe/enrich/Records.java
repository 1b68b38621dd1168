package io.github.standpipe.enrich;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an array of SQS records token by token. It gives up at whatever is not as SQS has it, for
 * then a tree tells best what it is.
 */
final class Records {
  private final byte[] request;
  private final JsonParser parser;
  private @Nullable String id;
  private @Nullable String body;

  private Records(byte[] request, JsonParser parser) {
    this.request = request;
    this.parser = parser;
  }

  /** The records; nothing where the request is anything else. */
  static Optional<List<Given>> read(byte[] request) {
    // places are counted in UTF-8, which has no zero, and no byte order mark at its beginning
    if (request.length < 2 || request[0] <= 0 || request[1] == 0) {
      return Optional.empty();
    }
    try (JsonParser parser = Json.parser(request)) {
      return new Records(request, parser).all();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<List<Given>> all() throws IOException {
    List<Given> all = new ArrayList<>();
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return Optional.empty();
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      int from = place(parser.currentTokenLocation().getByteOffset());
      if (!fields() || id == null || body == null) {
        return Optional.empty();
      }
      all.add(new Given(request, from, place(parser.currentLocation().getByteOffset()), id, body));
    }
    boolean ends = parser.currentToken() == JsonToken.END_ARRAY && parser.nextToken() == null;
    return ends ? Optional.of(all) : Optional.empty();
  }

  private static int place(long offset) {
    return Math.toIntExact(offset);
  }

  /** Reads a record to its end, unless a number stands in it, which SQS writes as a string. */
  private boolean fields() throws IOException {
    id = null;
    body = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("body")) {
        body = text(value);
      } else if (name.equals("messageId")) {
        id = text(value);
      }
      if (!skipped(value)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable String text(JsonToken value) throws IOException {
    return value == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  private boolean skipped(JsonToken value) throws IOException {
    int depth = value.isStructStart() ? 1 : 0;
    JsonToken token = value;
    while (depth > 0) {
      token = parser.nextToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token.isNumeric()) {
        return false;
      }
    }
    return !value.isNumeric();
  }
}
