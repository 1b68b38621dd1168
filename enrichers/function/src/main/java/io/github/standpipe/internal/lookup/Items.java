package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * DynamoDB's types as JSON: a number keeps each of its 38 digits, binary is Base64, and a set is a
 * sorted array, because DynamoDB returns its items in any order.
 */
final class Items {
  private Items() {}

  /** Members are sorted by name: a map of DynamoDB has no order. */
  static JsonNode json(JsonNode item) throws ProtocolException {
    if (!item.isObject()) {
      throw new ProtocolException("an item is not an object");
    }
    Map<String, JsonNode> members = new TreeMap<>();
    item.forEachEntry(members::put);
    ObjectNode document = Json.object();
    for (Map.Entry<String, JsonNode> member : members.entrySet()) {
      document.set(member.getKey(), value(member.getValue()));
    }
    return document;
  }

  /** An attribute's value: an object of one member, whose name is the type. */
  private static JsonNode value(JsonNode attribute) throws ProtocolException {
    if (!attribute.isObject() || attribute.size() != 1) {
      throw new ProtocolException("an attribute is not an object with one type");
    }
    Map.Entry<String, JsonNode> value = attribute.properties().iterator().next();
    return value(value.getKey(), value.getValue());
  }

  private static JsonNode value(String type, JsonNode value) throws ProtocolException {
    return switch (type) {
      case "S", "B" -> TextNode.valueOf(text(value));
      case "N" -> number(decimal(value));
      case "BOOL" -> BooleanNode.valueOf(value.booleanValue());
      case "NULL" -> NullNode.instance;
      case "M" -> json(value);
      case "L" -> list(value);
      case "SS", "BS" -> texts(value);
      case "NS" -> numbers(value);
      default ->
          throw new Fault("an item has an attribute of a type that this client does not know");
    };
  }

  private static String text(JsonNode value) throws ProtocolException {
    if (!value.isTextual()) {
      throw new ProtocolException("a value is not a string");
    }
    return value.textValue();
  }

  private static ArrayNode list(JsonNode values) throws ProtocolException {
    ArrayNode list = Json.array();
    for (JsonNode value : values) {
      list.add(value(value));
    }
    return list;
  }

  private static ArrayNode texts(JsonNode values) throws ProtocolException {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      texts.add(text(value));
    }
    Collections.sort(texts);
    ArrayNode array = Json.array();
    texts.forEach(array::add);
    return array;
  }

  private static ArrayNode numbers(JsonNode values) throws ProtocolException {
    List<BigDecimal> numbers = new ArrayList<>();
    for (JsonNode value : values) {
      numbers.add(decimal(value));
    }
    Collections.sort(numbers);
    ArrayNode array = Json.array();
    numbers.forEach(number -> array.add(number(number)));
    return array;
  }

  private static BigDecimal decimal(JsonNode value) throws ProtocolException {
    try {
      return new BigDecimal(text(value));
    } catch (NumberFormatException e) {
      throw new Fault("an item has an invalid number");
    }
  }

  private static JsonNode number(BigDecimal number) {
    if (number.scale() > 0 || number.precision() - number.scale() > 38) {
      return DecimalNode.valueOf(number);
    }
    return number.precision() - number.scale() <= 18
        ? LongNode.valueOf(number.longValueExact())
        : BigIntegerNode.valueOf(number.toBigIntegerExact());
  }
}
