package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A message's attributes as a record contains them, and the digest that SQS computes of them. */
final class MessageAttributes {
  private static final Set<String> FIELDS =
      Set.of("stringValue", "binaryValue", "stringListValues", "binaryListValues", "dataType");
  private static final byte STRING = 1;
  private static final byte BINARY = 2;

  private MessageAttributes() {}

  /** The attributes in a record's shape: lists that are empty, and a data type. */
  static ObjectNode complete(GivenObject attributes) {
    ObjectNode complete = JsonNodeFactory.instance.objectNode();
    for (var attribute : attributes.fields().properties()) {
      String where = attributes.where() + "." + attribute.getKey();
      complete.set(
          attribute.getKey(), attribute(GivenObject.of(attribute.getValue(), where, FIELDS)));
    }
    return complete;
  }

  private static ObjectNode attribute(GivenObject given) {
    ObjectNode attribute = JsonNodeFactory.instance.objectNode();
    String dataType = given.text("dataType", given.has("binaryValue") ? "Binary" : "String");
    String value = dataType.startsWith("Binary") ? "binaryValue" : "stringValue";
    if (!given.has(value)) {
      throw new Fault(given.where(), "has no " + value + ", which its dataType requires");
    }
    attribute.put(value, given.text(value, ""));
    attribute.set("stringListValues", list(given, "stringListValues"));
    attribute.set("binaryListValues", list(given, "binaryListValues"));
    attribute.put("dataType", dataType);
    checkBinary(attribute, given.where());
    return attribute;
  }

  private static JsonNode list(GivenObject given, String field) {
    return given.has(field) ? given.fields().get(field) : JsonNodeFactory.instance.arrayNode();
  }

  private static void checkBinary(JsonNode attribute, String where) {
    try {
      bytes(attribute);
    } catch (IllegalArgumentException e) {
      throw new Fault(where, "binaryValue is not Base64");
    }
  }

  /**
   * The MD5 as SQS computes it: for each attribute in the order of the names, the length and bytes
   * of name and data type, a byte for the kind, and the length and bytes of the value. Null for
   * none.
   */
  static @Nullable String md5(JsonNode attributes) {
    if (attributes.isEmpty()) {
      return null;
    }
    Map<String, JsonNode> sorted = new TreeMap<>();
    attributes.properties().forEach(a -> sorted.put(a.getKey(), a.getValue()));
    ByteArrayOutputStream digested = new ByteArrayOutputStream();
    sorted.forEach((name, attribute) -> {
      add(digested, name.getBytes(StandardCharsets.UTF_8));
      add(digested, attribute.get("dataType").textValue().getBytes(StandardCharsets.UTF_8));
      digested.write(attribute.has("binaryValue") ? BINARY : STRING);
      add(digested, bytes(attribute));
    });
    return SourceRecord.md5(digested.toByteArray());
  }

  private static byte[] bytes(JsonNode attribute) {
    return attribute.has("binaryValue")
        ? Base64.getDecoder().decode(attribute.get("binaryValue").textValue())
        : attribute.get("stringValue").textValue().getBytes(StandardCharsets.UTF_8);
  }

  private static void add(ByteArrayOutputStream digested, byte[] part) {
    digested.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    digested.writeBytes(part);
  }
}
