package io.github.standpipe.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.HashMap;
import java.util.Map;

/** JSON and Java values from a test, as they would arrive over the network. */
final class GivenJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private GivenJson() {}

  /**
   * The value of a text.
   *
   * @param what a description of the text, for the message
   * @throws Fault for a text that is not JSON
   */
  static JsonNode parse(String what, String json) {
    try {
      return Json.parseStrictly(json);
    } catch (JsonProcessingException e) {
      throw new Fault(what + Json.place(e), "is not JSON: " + Json.reason(e));
    }
  }

  /** Documents by key, from JSON or Java values. */
  static Map<String, JsonNode> documents(Map<String, ?> byKey) {
    Map<String, JsonNode> documents = new HashMap<>();
    byKey.forEach((key, value) -> documents.put(key, sent(value)));
    return documents;
  }

  private static JsonNode sent(Object value) {
    JsonNode tree = value instanceof JsonNode json ? json : MAPPER.valueToTree(value);
    return onTheWire(tree);
  }

  /**
   * The value after writing and reading, so that numbers have the same types as in a deployed
   * function.
   */
  static JsonNode onTheWire(JsonNode value) {
    return parse("a document", Json.text(value));
  }
}
