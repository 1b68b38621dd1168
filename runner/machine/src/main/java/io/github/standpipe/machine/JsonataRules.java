package io.github.standpipe.machine;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.jsonata.JsonataExpressions;
import java.util.Map;
import java.util.function.Predicate;

/** Rules for values of JSONata states: each text between the delimiters must parse. */
final class JsonataRules {
  private static final String INVALID = "INVALID_JSONATA_EXPRESSION";

  private static final String UNSUPPORTED = "UNSUPPORTED_JSONATA_EXPRESSION";

  private JsonataRules() {}

  /** Any value; the expressions in it are checked. */
  static final FieldRule VALUE = JsonataRules::value;

  private static void value(DefinitionSpot spot) {
    if (spot.value().isTextual()) {
      text(spot);
    } else if (spot.value().isObject()) {
      for (Map.Entry<String, ?> field : spot.value().properties()) {
        value(spot.field(field.getKey()));
      }
    } else {
      for (int i = 0; i < spot.value().size(); i++) {
        value(spot.item(i));
      }
    }
  }

  private static void text(DefinitionSpot spot) {
    String text = spot.value().textValue();
    if (JsonataExpressions.isExpression(text)) {
      expression(spot, JsonataExpressions.expression(text));
    } else if (text.startsWith("{%")) {
      spot.error("JSONata string must start with {% and end with %}");
    }
  }

  private static void expression(DefinitionSpot spot, String expression) {
    try {
      JsonataExpressions.compile(expression);
      references(spot, JsonataReferences.in(expression));
    } catch (JException e) {
      spot.error(INVALID, message(e));
    } catch (StackOverflowError e) {
      spot.error(INVALID, "The expression nests too deeply");
    } catch (RuntimeException e) {
      spot.error(INVALID, "The expression cannot be parsed");
    }
  }

  private static void references(DefinitionSpot spot, JsonataReferences references) {
    references
        .laterOperator()
        .ifPresent(symbol ->
            spot.error(
                INVALID, "The symbol \"" + symbol + "\" cannot be used as a unary operator"));
    for (String name : references.names()) {
      spot.error(UNSUPPORTED, "Reference to '" + name + "' at the top level is not supported.");
    }
    if (references.readsRoot()) {
      spot.error(UNSUPPORTED, "Reference to '$$' is not supported.");
    }
    for (StatesField field : references.states()) {
      if (!spot.scope().has(field)) {
        spot.error(UNSUPPORTED, "Field '$states." + field.key() + "' does not exist.");
      }
    }
  }

  /** The service omits the library's error code. */
  private static String message(JException e) {
    String message = String.valueOf(e.getMessage()).strip();
    String code = String.valueOf(e.getError());
    return message.startsWith(code) ? message.substring(code.length() + 1).strip() : message;
  }

  /** An expression, or an array that may have expressions in it. */
  static final FieldRule ITEMS = expressionOr("Array", JsonNode::isArray);

  /** An expression or a boolean. */
  static final FieldRule CONDITION = expressionOr("Boolean", JsonNode::isBoolean);

  /** An object, or an expression that returns one. */
  static final FieldRule OBJECT = expressionOr("Object", JsonNode::isObject);

  private static FieldRule expressionOr(String type, Predicate<JsonNode> plain) {
    return spot -> {
      boolean expression = spot.value().isTextual() && spot.value().textValue().startsWith("{%");
      if (expression || FieldRules.expect(spot, plain.test(spot.value()), type)) {
        VALUE.check(spot);
      }
    };
  }
}
