package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads an expectation of less than one exact value at a path. */
record RuleReader(String path) {
  private static final String FORMS =
      "write \"anything\", or an object with one of type, matches, between, atLeast, exactly";

  JsonNode read(JsonNode written) {
    if (written.size() > 1) {
      throw fault("has other keys beside it; it must be the only key of its object");
    }
    JsonNode form = written.get(Notation.KEY);
    if (form.isTextual() && form.textValue().equals("anything")) {
      return new ExpectationRule.Anything().node();
    }
    if (!form.isObject()) {
      String seen = shown(form);
      throw fault("is " + seen + "; " + FORMS);
    }
    if (form.size() != 1) {
      throw fault("has " + (form.isEmpty() ? "no key" : "more than one key") + "; " + FORMS);
    }
    var only = form.properties().iterator().next();
    return rule(only.getKey(), only.getValue());
  }

  private JsonNode rule(String form, JsonNode value) {
    return switch (form) {
      case "type" -> new ExpectationRule.OfType(type(value)).node();
      case "matches" -> new ExpectationRule.Matches(pattern(value)).node();
      case "between" -> between(value).node();
      case "atLeast" -> atLeast(value).node();
      case "exactly" -> value;
      default -> throw fault("has no form '" + form + "'; " + FORMS);
    };
  }

  private Type type(JsonNode value) {
    return Type.parse(value.asText())
        .filter(type -> value.isTextual())
        .orElseThrow(() -> fault("type is " + shown(value) + "; write one of " + Type.names()));
  }

  private Pattern pattern(JsonNode value) {
    if (!value.isTextual()) {
      throw fault("matches is " + Json.kind(value) + "; write a regular expression as a string");
    }
    try {
      return Pattern.compile(value.textValue());
    } catch (PatternSyntaxException e) {
      throw fault("matches '" + value.textValue() + "': " + e.getDescription());
    }
  }

  private ExpectationRule between(JsonNode value) {
    boolean numbers =
        value.isArray() && value.size() == 2 && value.get(0).isNumber() && value.get(1).isNumber();
    if (!numbers) {
      throw fault("between is not an array of two numbers; write [1, 5]");
    }
    ExpectationRule.Between range =
        new ExpectationRule.Between(value.get(0).decimalValue(), value.get(1).decimalValue());
    if (range.from().compareTo(range.to()) > 0) {
      throw fault("between has its greater end first; no number is between them");
    }
    return range;
  }

  private ExpectationRule atLeast(JsonNode value) {
    if (!value.isObject() || value.isEmpty()) {
      throw fault("atLeast is not an object with keys; write the required keys");
    }
    if (value.has(Notation.KEY)) {
      throw fault("atLeast holds " + Notation.KEY + " among its keys");
    }
    return new ExpectationRule.AtLeast(Notation.members(path, value));
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? "'" + value.textValue() + "'" : Json.kind(value);
  }

  private Fault fault(String problem) {
    return new Fault(path, Notation.KEY + " " + problem);
  }
}
