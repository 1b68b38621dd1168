package io.github.standpipe.internal.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON to and from a server; created at the first call, so that no start waits for it. */
final class Wire {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Wire() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static byte[] bytes(JsonNode value) throws IOException {
    return MAPPER.writeValueAsBytes(value);
  }

  static JsonNode parse(byte[] text) throws IOException {
    return MAPPER.readTree(text);
  }
}
