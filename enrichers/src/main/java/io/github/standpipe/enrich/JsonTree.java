package io.github.standpipe.enrich;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Makes a tree of what a parser reads, and writes one. It does without Jackson's mapper, whose
 * machinery for classes costs a cold start more than everything else that JSON needs.
 */
final class JsonTree {
  static final JsonNodeFactory NODES = new FewFields.Nodes();

  /** Writes what stands in a tree besides JSON, as an enricher in Java may put it there. */
  private static final class Others {
    static final JsonMapper MAPPER = new JsonMapper();
  }

  private JsonTree() {}

  /** The value that begins at the parser's current token. */
  static JsonNode read(JsonParser parser) throws IOException {
    return read(parser, parser.currentToken());
  }

  private static JsonNode read(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> TextNode.valueOf(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      case VALUE_NULL -> NullNode.instance;
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      object.set(name, read(parser, parser.nextToken()));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      array.add(read(parser, token));
      token = parser.nextToken();
    }
    return array;
  }

  private static JsonNode integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  static void write(JsonNode value, JsonGenerator to) throws IOException {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value, to);
      case ARRAY -> writeArray(value, to);
      case STRING -> to.writeString(value.textValue());
      case BOOLEAN -> to.writeBoolean(value.booleanValue());
      case NULL, MISSING -> to.writeNull();
      case NUMBER -> writeNumber(value, to);
      case BINARY, POJO -> Others.MAPPER.writeTree(to, value);
    }
  }

  private static void writeNumber(JsonNode number, JsonGenerator to) throws IOException {
    switch (number.numberType()) {
      case INT -> to.writeNumber(number.intValue());
      case LONG -> to.writeNumber(number.longValue());
      case BIG_INTEGER -> to.writeNumber(number.bigIntegerValue());
      case BIG_DECIMAL -> to.writeNumber(number.decimalValue());
      case DOUBLE -> to.writeNumber(number.doubleValue());
      case FLOAT -> to.writeNumber(number.floatValue());
    }
  }

  private static void writeObject(JsonNode object, JsonGenerator to) throws IOException {
    to.writeStartObject(object);
    try {
      object.forEachEntry((name, value) -> writeField(name, value, to));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    to.writeEndObject();
  }

  private static void writeField(String name, JsonNode value, JsonGenerator to) {
    try {
      to.writeFieldName(name);
      write(value, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeArray(JsonNode array, JsonGenerator to) throws IOException {
    to.writeStartArray(array);
    for (JsonNode item : array) {
      write(item, to);
    }
    to.writeEndArray();
  }
}
