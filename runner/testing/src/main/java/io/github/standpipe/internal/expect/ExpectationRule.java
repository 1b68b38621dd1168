package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.github.standpipe.internal.jslt.TimedMatch;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for a place at which more than one exact value is allowed. */
sealed interface ExpectationRule {

  boolean holds(JsonNode seen);

  /** The rule in words. */
  String words();

  /** The rule as written in a file. */
  @JsonValue
  JsonNode notation();

  /** The rule at a place of an expectation. */
  static Optional<ExpectationRule> at(JsonNode expected) {
    return expected instanceof POJONode node && node.getPojo() instanceof ExpectationRule rule
        ? Optional.of(rule)
        : Optional.empty();
  }

  /** Whether it can hold for a text that is not read as JSON. */
  default boolean isOfTexts() {
    return switch (this) {
      case Anything anything -> true;
      case Matches matches -> true;
      case MessageText message -> true;
      case OfType(Type type) -> type == Type.string;
      case Implied implied -> false;
      case Between between -> false;
      case AtLeast atLeast -> false;
      case InText inText -> false;
    };
  }

  default JsonNode node() {
    return new POJONode(this);
  }

  private static JsonNode noted(String key, JsonNode value) {
    return Json.object().set(Notation.KEY, Json.object().set(key, value));
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  /** Any value, including null; but there must be one. */
  record Anything() implements ExpectationRule {
    @Override
    public boolean holds(JsonNode seen) {
      return true;
    }

    @Override
    public String words() {
      return "anything";
    }

    @Override
    public JsonNode notation() {
      return Json.object().put(Notation.KEY, "anything");
    }
  }

  /** A value that depends on another place that is not exact, such as the digest of a body. */
  record Implied() implements ExpectationRule {
    @Override
    public boolean holds(JsonNode seen) {
      return true;
    }

    @Override
    public String words() {
      return "whatever follows";
    }

    @Override
    public JsonNode notation() {
      return new Anything().notation();
    }
  }

  record OfType(Type type) implements ExpectationRule {
    @Override
    public boolean holds(JsonNode seen) {
      return type.has(seen);
    }

    @Override
    public String words() {
      return type.words();
    }

    @Override
    public JsonNode notation() {
      return noted("type", text(type.toString()));
    }
  }

  /** A string that matches as a whole. */
  record Matches(Pattern pattern) implements ExpectationRule {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Override
    public boolean holds(JsonNode seen) {
      try {
        return seen.isTextual() && TimedMatch.of(pattern, seen.textValue(), LONGEST);
      } catch (StackOverflowError e) {
        throw new Fault(
            "matches '" + pattern + "' needs too deep a search for a text of this length");
      }
    }

    @Override
    public String words() {
      return "a string that matches '" + pattern + "'";
    }

    @Override
    public JsonNode notation() {
      return noted("matches", text(pattern.pattern()));
    }
  }

  /** A string with a message in which places are left open. */
  record MessageText(ExpectedMessage message) implements ExpectationRule {
    @Override
    public boolean holds(JsonNode seen) {
      return seen.isTextual() && message.matches(seen.textValue());
    }

    @Override
    public String words() {
      return message.words();
    }

    @Override
    public JsonNode notation() {
      return text(message.text());
    }
  }

  /** A number within a range, both ends included. */
  record Between(BigDecimal from, BigDecimal to) implements ExpectationRule {
    @Override
    public boolean holds(JsonNode seen) {
      return seen.isNumber()
          && from.compareTo(seen.decimalValue()) <= 0
          && to.compareTo(seen.decimalValue()) >= 0;
    }

    @Override
    public String words() {
      return "a number from " + from + " to " + to;
    }

    @Override
    public JsonNode notation() {
      return noted("between", Json.array().add(from).add(to));
    }
  }

  /** An object with at least these keys, each with its own expectation. */
  record AtLeast(ObjectNode keys) implements ExpectationRule {
    @Override
    public boolean holds(JsonNode seen) {
      return seen.isObject()
          && keys.properties().stream()
              .allMatch(
                  k -> seen.has(k.getKey()) && Sameness.holds(k.getValue(), seen.get(k.getKey())));
    }

    @Override
    public String words() {
      return "an object with at least " + String.join(", ", ObjectKeys.of(keys));
    }

    @Override
    public JsonNode notation() {
      return noted("atLeast", keys);
    }
  }

  /** A string that contains JSON, with an expectation for that JSON. */
  record InText(JsonNode json) implements ExpectationRule {
    @Override
    public boolean holds(JsonNode seen) {
      return JsonText.in(seen).filter(value -> Sameness.holds(json, value)).isPresent();
    }

    @Override
    public String words() {
      return ExpectationRule.at(json).map(ExpectationRule::words).orElse("JSON");
    }

    @Override
    public JsonNode notation() {
      return json;
    }
  }
}
