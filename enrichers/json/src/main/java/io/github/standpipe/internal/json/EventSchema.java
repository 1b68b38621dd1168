package io.github.standpipe.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A JSON Schema that events are validated with. */
@FunctionalInterface
public interface EventSchema {

  /**
   * What a value violates, such as {@code detail.orderId: is missing}: paths, keywords and keys,
   * and never values. Empty for a valid value. Any number of threads may call it.
   */
  List<String> violations(JsonNode value);

  /** Reads schemas. The class that does is found by its name, because its library is optional. */
  @FunctionalInterface
  interface Reader {

    /**
     * Reads a JSON Schema, or an OpenAPI 3 document as the EventBridge Schema Registry stores it.
     *
     * @param where its name in messages
     * @throws io.github.standpipe.json.Fault if it is not a schema
     */
    EventSchema read(String where, JsonNode content);
  }
}
