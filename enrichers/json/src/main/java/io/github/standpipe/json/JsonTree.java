package io.github.standpipe.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.internal.json.FieldNamesCache;
import io.github.standpipe.internal.json.PlainObject;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a tree from what a parser reads, and writes one. It does without Jackson's mapper, whose
 * machinery for classes costs a cold start more than everything else that JSON needs.
 */
final class JsonTree {
  private static final FieldNamesCache SHAPES = new FieldNamesCache();

  /** Writes nodes that are not JSON, which an enricher in Java may put into a tree. */
  private static final class Others {
    static final JsonMapper MAPPER = new JsonMapper();
  }

  private JsonTree() {}

  /** The value that begins at the parser's current token. */
  static JsonNode read(JsonParser parser) throws IOException {
    return new Reading(parser).value(parser.currentToken());
  }

  private record Reading(JsonParser parser) implements FieldNamesCache.Fields {

    @Override
    public @Nullable String name() throws IOException {
      return parser.nextFieldName();
    }

    @Override
    public JsonNode value() throws IOException {
      return value(parser.nextToken());
    }

    JsonNode value(JsonToken token) throws IOException {
      return switch (token) {
        case START_OBJECT -> SHAPES.object(this);
        case START_ARRAY -> array();
        case VALUE_STRING -> TextNode.valueOf(parser.getText());
        case VALUE_NUMBER_INT -> integer();
        case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
        case VALUE_TRUE -> BooleanNode.TRUE;
        case VALUE_FALSE -> BooleanNode.FALSE;
        case VALUE_NULL -> NullNode.instance;
        default -> throw new IllegalStateException("no value begins with " + token);
      };
    }

    private ArrayNode array() throws IOException {
      ArrayNode array = PlainObject.NODES.arrayNode();
      JsonToken token = parser.nextToken();
      while (token != JsonToken.END_ARRAY) {
        array.add(value(token));
        token = parser.nextToken();
      }
      return array;
    }

    private JsonNode integer() throws IOException {
      return switch (parser.getNumberType()) {
        case INT -> PlainObject.NODES.numberNode(parser.getIntValue());
        case LONG -> PlainObject.NODES.numberNode(parser.getLongValue());
        default -> PlainObject.NODES.numberNode(parser.getBigIntegerValue());
      };
    }
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
    if (object instanceof PlainObject plain) {
      plain.write(to, JsonTree::write);
    } else {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        to.writeFieldName(field.getKey());
        write(field.getValue(), to);
      }
    }
    to.writeEndObject();
  }

  private static void writeArray(JsonNode array, JsonGenerator to) throws IOException {
    to.writeStartArray(array);
    for (JsonNode item : array) {
      write(item, to);
    }
    to.writeEndArray();
  }
}
