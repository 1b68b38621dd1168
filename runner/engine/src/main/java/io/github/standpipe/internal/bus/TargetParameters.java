package io.github.standpipe.internal.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.jsonata.GuardedJsonata;
import io.github.standpipe.internal.jsonata.GuardedJsonata.Result;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.Optional;

/**
 * {@code SqsParameters} or {@code SnsParameters} of a subscriber: literals and expressions over the
 * original event (rule {@code custom-parameters}).
 *
 * @param json as in the template; empty if there are none
 */
record TargetParameters(ObjectNode json) {

  /** A parameter that cannot be evaluated; the delivery fails. */
  static final class ParameterException extends Exception {
    private static final long serialVersionUID = 1;

    ParameterException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Checks each expression.
   *
   * @throws Fault for a parameter that CreateSubscriber rejects
   */
  static TargetParameters parse(JsonNode json, String where) {
    check(json, "", where);
    return new TargetParameters((ObjectNode) json);
  }

  private static void check(JsonNode json, String path, String where) {
    for (var field : json.properties()) {
      String name = path + field.getKey();
      if (GuardedJsonata.isExpression(field.getKey())) {
        EventExpressions.check(field.getKey(), name, where);
      }
      if (field.getValue().isTextual() && GuardedJsonata.isExpression(field.getValue().asText())) {
        if (field.getKey().equals("BinaryValue")) {
          throw new Fault(where, name + " is an expression; write literal Base64");
        }
        EventExpressions.check(field.getValue().asText(), name, where);
      } else {
        check(field.getValue(), name + ".", where);
      }
    }
  }

  boolean has(String key) {
    return json.has(key);
  }

  /** A string; empty if it is not set, and the empty string if its expression has no result. */
  Optional<String> text(String key, CustomEvent event, Surroundings around)
      throws ParameterException {
    if (!json.hasNonNull(key)) {
      return Optional.empty();
    }
    JsonNode value = value(json.get(key).asText(), key, event, around);
    return Optional.of(value.isNull() ? "" : value.asText());
  }

  /** The message attributes in the shape of a record; a value without a result is null. */
  ObjectNode attributes(CustomEvent event, Surroundings around) throws ParameterException {
    ObjectNode attributes = Json.object();
    for (var one : json.path("MessageAttributes").properties()) {
      JsonNode name = value(one.getKey(), "MessageAttributes", event, around);
      if (name.isNull() || attributes.has(name.asText())) {
        throw new ParameterException(
            name.isNull()
                ? "the name of a message attribute has no result"
                : "two message attributes have the name " + name.asText());
      }
      attributes.set(name.asText(), attribute(one.getValue(), event, around));
    }
    return attributes;
  }

  private static ObjectNode attribute(JsonNode written, CustomEvent event, Surroundings around)
      throws ParameterException {
    ObjectNode attribute = Json.object();
    if (written.has("BinaryValue")) {
      attribute.put("binaryValue", written.get("BinaryValue").asText());
    } else {
      String text = written.path("StringValue").asText();
      attribute.set("stringValue", value(text, "StringValue", event, around));
    }
    return attribute.put("dataType", written.path("DataType").asText());
  }

  private static JsonNode value(String text, String key, CustomEvent event, Surroundings around)
      throws ParameterException {
    if (!GuardedJsonata.isExpression(text)) {
      return Json.object().textNode(text);
    }
    return switch (EventExpressions.evaluate(text, event.whole(), around)) {
      case Result.Nothing() -> NullNode.getInstance();
      case Result.Failure(String message) ->
          throw new ParameterException("the expression of " + key + " " + message);
      case Result.Value(JsonNode value) -> {
        if (!value.isTextual() && !value.isNull()) {
          throw new ParameterException(
              "the expression of "
                  + key
                  + " results in "
                  + Json.kind(value)
                  + "; convert it with $string");
        }
        yield value;
      }
    };
  }
}
