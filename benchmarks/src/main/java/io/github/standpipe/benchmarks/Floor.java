package io.github.standpipe.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What every enrichment function does that uses Jackson as one would: reads the array of records
 * into a tree, each body into another, and writes the bodies as an array.
 */
final class Floor {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Floor() {}

  static byte[] answer(byte[] request) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream(1024);
    handle(new ByteArrayInputStream(request), answer);
    return answer.toByteArray();
  }

  private static void handle(InputStream request, OutputStream answer) throws IOException {
    ArrayNode events = MAPPER.createArrayNode();
    for (JsonNode record : MAPPER.readTree(request)) {
      events.add(MAPPER.readTree(record.path("body").textValue()));
    }
    MAPPER.writeValue(answer, events);
  }
}
