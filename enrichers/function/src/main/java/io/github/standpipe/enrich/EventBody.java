package io.github.standpipe.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;

/** The body of an SQS record, which should be JSON. */
@FunctionalInterface
interface EventBody {

  /**
   * The value in it.
   *
   * @throws JsonProcessingException if it is not JSON
   */
  JsonNode json() throws JsonProcessingException;

  /** A body that was read. */
  record Read(JsonNode json) implements EventBody {}

  /** A body whose text is available only for a moment, so that it is read at once. */
  static EventBody read(char[] text, int from, int length) {
    try {
      return new Read(Json.parse(text, from, length));
    } catch (JsonProcessingException e) {
      return () -> {
        throw e;
      };
    }
  }
}
