package io.github.standpipe.internal.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts values between JSON and the objects that the JSONata library works on. */
public final class JsonataValues {
  private JsonataValues() {}

  /** A function, or something else that JSON cannot express. */
  static final class UnsupportedValueException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  public static Object fromJson(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        json.properties().forEach(field -> map.put(field.getKey(), fromJson(field.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>(json.size());
        json.forEach(item -> list.add(fromJson(item)));
        yield list;
      }
      case STRING -> json.textValue();
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> number(json);
      default -> Jsonata.NULL_VALUE;
    };
  }

  private static Object number(JsonNode json) {
    if (json.isInt()) {
      return json.intValue();
    }
    return json.isIntegralNumber() && json.canConvertToLong()
        ? (Object) json.longValue()
        : (Object) json.doubleValue();
  }

  /** Java's null stands for undefined. */
  static @Nullable JsonNode toJson(@Nullable Object value) {
    return value == null ? null : json(value);
  }

  private static JsonNode json(@Nullable Object value) {
    if (value == null || value == Jsonata.NULL_VALUE) {
      return MachineJson.NODES.nullNode();
    }
    return switch (value) {
      case String text -> MachineJson.NODES.textNode(text);
      case Boolean bool -> MachineJson.NODES.booleanNode(bool);
      case Number number -> json(number);
      case Map<?, ?> map -> {
        ObjectNode object = MachineJson.NODES.objectNode();
        map.forEach((key, item) -> object.set(String.valueOf(key), json(item)));
        yield object;
      }
      case Iterable<?> items -> {
        ArrayNode array = MachineJson.NODES.arrayNode();
        items.forEach(item -> array.add(json(item)));
        yield array;
      }
      default -> throw new UnsupportedValueException();
    };
  }

  private static JsonNode json(Number number) {
    return switch (number) {
      case Integer i -> MachineJson.NODES.numberNode(i);
      case Long l ->
          l == l.intValue()
              ? MachineJson.NODES.numberNode(l.intValue())
              : MachineJson.NODES.numberNode(l);
      case BigInteger big -> MachineJson.NODES.numberNode(big);
      case BigDecimal big -> MachineJson.NODES.numberNode(big);
      default -> decimal(number.doubleValue());
    };
  }

  private static JsonNode decimal(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new UnsupportedValueException();
    }
    return MachineJson.NODES.numberNode(new BigDecimal(Double.toString(value)));
  }
}
