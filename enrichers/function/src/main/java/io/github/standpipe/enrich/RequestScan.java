package io.github.standpipe.enrich;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads an array of SQS records token by token. It gives up at anything that SQS would not write,
 * because a tree then gives the better message.
 */
final class RequestScan {
  private final byte[] request;
  private @Nullable JsonNode tree;

  /** The record at a place. */
  private final class At implements Supplier<JsonNode> {
    private final int place;

    At(int place) {
      this.place = place;
    }

    @Override
    public JsonNode get() {
      return tree().path(place);
    }
  }

  private RequestScan(byte[] request) {
    this.request = request;
  }

  /** The records; empty if the request is anything else. */
  static Optional<List<RequestItem>> read(byte[] request) {
    try (JsonParser parser = Json.parser(request)) {
      return new RequestScan(request).all(parser);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<List<RequestItem>> all(JsonParser parser) throws IOException {
    List<RequestItem> all = new ArrayList<>();
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return Optional.empty();
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      RequestItem record = record(parser, all.size());
      if (record == null) {
        return Optional.empty();
      }
      all.add(record);
    }
    boolean ends = parser.currentToken() == JsonToken.END_ARRAY && parser.nextToken() == null;
    return ends ? Optional.of(all) : Optional.empty();
  }

  private @Nullable RequestItem record(JsonParser parser, int place) throws IOException {
    String id = null;
    String correlationId = "";
    EventBody body = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("body")) {
        body = value == JsonToken.VALUE_STRING ? body(parser) : null;
      } else if (name.equals("messageId")) {
        id = text(parser, value);
      } else if (name.equals("messageAttributes")) {
        correlationId = value == JsonToken.START_OBJECT ? correlationId(parser) : "";
      }
      if (correlationId == null || holdsNumber(parser, parser.currentToken())) {
        return null;
      }
    }
    return id == null || body == null
        ? null
        : new RequestItem(new At(place), Metadata.line(id), Metadata.line(correlationId), body);
  }

  /** Reads the attributes; null if they contain a number. */
  private static @Nullable String correlationId(JsonParser parser) throws IOException {
    String found = "";
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("correlationId")) {
        found = value == JsonToken.START_OBJECT ? stringValue(parser) : "";
      }
      if (found == null || holdsNumber(parser, parser.currentToken())) {
        return null;
      }
    }
    return found;
  }

  private static @Nullable String stringValue(JsonParser parser) throws IOException {
    String found = "";
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("stringValue")) {
        found = value == JsonToken.VALUE_STRING ? parser.getText() : "";
      }
      if (holdsNumber(parser, value)) {
        return null;
      }
    }
    return found;
  }

  private static EventBody body(JsonParser parser) throws IOException {
    return EventBody.read(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
    return value == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  /**
   * SQS writes numbers as strings; only a tree can say whether another number is readable. A value
   * that was read to its end contains none.
   */
  private static boolean holdsNumber(JsonParser parser, JsonToken value) throws IOException {
    JsonToken token = value;
    int depth = token.isStructEnd() ? 1 : 0;
    while (!token.isNumeric()) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        return false;
      }
      token = parser.nextToken();
    }
    return true;
  }

  private JsonNode tree() {
    if (tree == null) {
      try {
        tree = Json.parse(request);
      } catch (IOException e) {
        throw new IllegalStateException("it was read before", e);
      }
    }
    return tree;
  }
}
