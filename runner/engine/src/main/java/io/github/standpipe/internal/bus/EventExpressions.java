package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.jsonata.GuardedJsonata;
import io.github.standpipe.internal.jsonata.GuardedJsonata.Result;
import io.github.standpipe.internal.jsonata.JsonataLimits;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.util.Map;

/** JSONata over events, as subscribers use it (rule {@code custom-jsonata}). */
final class EventExpressions {
  private static final JsonataLimits LIMITS = new JsonataLimits(1_000, 100, 10_000_000);
  private static final int MOST_CHARACTERS = 8192;
  private static final BigDecimal EXACT = new BigDecimal("1e21");

  private EventExpressions() {}

  /**
   * Checks a text that must be an expression.
   *
   * @throws Fault for one that CreateSubscriber rejects
   */
  static void check(String text, String field, String where) {
    if (text.length() > MOST_CHARACTERS) {
      throw new Fault(where, field + " has " + text.length() + " characters; write at most 8192");
    }
    if (!GuardedJsonata.isExpression(text)) {
      throw new Fault(where, field + " is not an expression; write {% and %} around the whole");
    }
    GuardedJsonata.fault(text)
        .ifPresent(fault -> {
          throw new Fault(where, field + " is not JSONata: " + fault);
        });
  }

  /**
   * Evaluates an expression.
   *
   * @param events one event for a queue or a topic
   */
  static Result evaluate(String text, JsonNode events, Surroundings around) {
    return switch (new GuardedJsonata(LIMITS, around.ids())
        .evaluate(text, Map.of("events", events))) {
      case Result.Value(JsonNode json) -> new Result.Value(written(json));
      case Result.Nothing nothing -> nothing;
      case Result.Failure failed -> failed;
    };
  }

  /** Numbers as the reference implementation writes them: 2 for 2.0 (question V15). */
  private static JsonNode written(JsonNode json) {
    if (json.isObject()) {
      ObjectNode object = Json.object();
      json.properties().forEach(one -> object.set(one.getKey(), written(one.getValue())));
      return object;
    }
    if (json.isArray()) {
      ArrayNode array = Json.array();
      json.forEach(item -> array.add(written(item)));
      return array;
    }
    if (json.isNumber() && !json.isIntegralNumber()) {
      return number(json.decimalValue().stripTrailingZeros());
    }
    return json;
  }

  private static JsonNode number(BigDecimal number) {
    boolean whole = number.scale() <= 0 && number.abs().compareTo(EXACT) < 0;
    return whole
        ? JsonNodeFactory.instance.numberNode(number.toBigInteger())
        : JsonNodeFactory.instance.numberNode(number);
  }
}
