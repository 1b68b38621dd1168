package io.github.standpipe.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's types as JSON: a number keeps each of its 38 digits, binary is Base64, and a set is an
 * array in order, for DynamoDB gives its items in any.
 */
final class Items {
  private Items() {}

  /** Members stand in the order of their names: a map of DynamoDB has none. */
  static JsonNode json(Map<String, AttributeValue> item) {
    ObjectNode document = Json.object();
    new TreeMap<>(item).forEach((name, value) -> document.set(name, json(value)));
    return document;
  }

  private static JsonNode json(AttributeValue value) {
    return switch (value.type()) {
      case S -> TextNode.valueOf(value.s());
      case N -> number(value.n());
      case B -> TextNode.valueOf(base64(value.b()));
      case BOOL -> BooleanNode.valueOf(value.bool());
      case NUL -> NullNode.instance;
      case M -> json(value.m());
      case L -> array(value.l().stream().map(Items::json).toList());
      case SS -> array(value.ss().stream().sorted().map(TextNode::valueOf).toList());
      case NS ->
          array(value.ns().stream().map(BigDecimal::new).sorted().map(Items::number).toList());
      case BS ->
          array(value.bs().stream().map(Items::base64).sorted().map(TextNode::valueOf).toList());
      case UNKNOWN_TO_SDK_VERSION ->
          throw new Fault("an item has an attribute of a type that this client does not know");
    };
  }

  private static ArrayNode array(List<? extends JsonNode> items) {
    return Json.array().addAll(items);
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }

  private static JsonNode number(String text) {
    try {
      return number(new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw new Fault("an item has a number that is none");
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
