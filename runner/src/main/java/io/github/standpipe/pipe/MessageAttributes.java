package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The digest that SQS gives of a message's attributes. */
final class MessageAttributes {
  private static final byte STRING = 1;
  private static final byte BINARY = 2;

  private MessageAttributes() {}

  /**
   * The MD5 by SQS's rule: for each attribute in the order of the names, the length and bytes of
   * name and data type, a byte for the kind, and the length and bytes of the value. Null for none.
   */
  static @Nullable String md5(JsonNode attributes) {
    if (attributes.isEmpty()) {
      return null;
    }
    Map<String, JsonNode> sorted = new TreeMap<>();
    attributes.properties().forEach(a -> sorted.put(a.getKey(), a.getValue()));
    ByteArrayOutputStream digested = new ByteArrayOutputStream();
    sorted.forEach((name, attribute) -> add(digested, name, attribute));
    return SourceRecord.md5(digested.toByteArray());
  }

  private static void add(ByteArrayOutputStream digested, String name, JsonNode attribute) {
    String dataType = attribute.path("dataType").asText("String");
    boolean binary = dataType.startsWith("Binary");
    add(digested, name.getBytes(StandardCharsets.UTF_8));
    add(digested, dataType.getBytes(StandardCharsets.UTF_8));
    digested.write(binary ? BINARY : STRING);
    add(
        digested,
        binary
            ? Base64.getDecoder().decode(attribute.path("binaryValue").asText())
            : attribute.path("stringValue").asText().getBytes(StandardCharsets.UTF_8));
  }

  private static void add(ByteArrayOutputStream digested, byte[] part) {
    digested.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    digested.writeBytes(part);
  }
}
