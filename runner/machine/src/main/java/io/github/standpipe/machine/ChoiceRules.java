package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.StateFailure;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of a Choice state in JSONPath. A value of a different type than the operator's equals
 * nothing, and is never an error.
 */
record ChoiceRules(StateEvaluation evaluation, JsonNode input) {
  private static final List<String> TYPES = List.of("String", "Numeric", "Boolean", "Timestamp");

  boolean matches(JsonNode rule) {
    if (rule.has("And")) {
      return !any(rule.get("And"), false);
    }
    if (rule.has("Or")) {
      return any(rule.get("Or"), true);
    }
    if (rule.has("Not")) {
      return !matches(rule.get("Not"));
    }
    return compares(rule);
  }

  /** Whether one of the rules has this result; the rules after it are not evaluated. */
  private boolean any(JsonNode rules, boolean outcome) {
    for (JsonNode rule : rules) {
      if (matches(rule) == outcome) {
        return true;
      }
    }
    return false;
  }

  private boolean compares(JsonNode rule) {
    String variable = rule.path("Variable").asText();
    for (Map.Entry<String, JsonNode> field : rule.properties()) {
      String operator = field.getKey();
      if (operator.startsWith("Is")) {
        return is(operator, variable) == field.getValue().asBoolean();
      }
      if (isComparison(operator)) {
        return compare(operator, value(variable), field.getValue());
      }
    }
    throw StateFailure.runtime("A choice rule has no operator.");
  }

  static boolean isComparison(String field) {
    for (String type : TYPES) {
      if (field.startsWith(type)
          && field.length() > type.length() + 1
          && Character.isUpperCase(field.charAt(type.length()))) {
        return true;
      }
    }
    return false;
  }

  private JsonNode value(String variable) {
    return evaluation
        .optional(variable, input)
        .orElseThrow(() ->
            StateFailure.runtime(
                "Invalid path '"
                    + variable
                    + "': The choice state's condition path references an invalid value."));
  }

  private boolean is(String operator, String variable) {
    Optional<JsonNode> found = evaluation.optional(variable, input);
    if (operator.equals("IsPresent")) {
      return found.isPresent();
    }
    JsonNode value = found.orElseGet(() -> value(variable));
    return switch (operator) {
      case "IsNull" -> value.isNull();
      case "IsNumeric" -> value.isNumber();
      case "IsString" -> value.isTextual();
      case "IsBoolean" -> value.isBoolean();
      case "IsTimestamp" -> value.isTextual() && timestamp(value.textValue()).isPresent();
      default -> throw StateFailure.runtime("There is no operator " + operator + ".");
    };
  }

  private boolean compare(String operator, JsonNode value, JsonNode operand) {
    boolean path = operator.endsWith("Path");
    JsonNode other = path ? value(operand.asText()) : operand;
    String name = path ? operator.substring(0, operator.length() - 4) : operator;
    if (name.startsWith("String")) {
      return ofTexts(name, value, other);
    }
    if (name.startsWith("Boolean")) {
      return value.isBoolean() && other.isBoolean() && value.equals(other);
    }
    return name.startsWith("Numeric")
        ? value.isNumber()
            && other.isNumber()
            && holds(
                name.substring("Numeric".length()),
                value.decimalValue().compareTo(other.decimalValue()))
        : ofTimestamps(name.substring("Timestamp".length()), value, other);
  }

  private static boolean ofTexts(String name, JsonNode value, JsonNode other) {
    if (!value.isTextual() || !other.isTextual()) {
      return false;
    }
    return name.equals("StringMatches")
        ? isLike(value.textValue(), other.textValue())
        : holds(name.substring("String".length()), value.textValue().compareTo(other.textValue()));
  }

  private static boolean ofTimestamps(String relation, JsonNode value, JsonNode other) {
    Optional<OffsetDateTime> one = timestamp(value.asText());
    Optional<OffsetDateTime> two = timestamp(other.asText());
    return value.isTextual()
        && other.isTextual()
        && one.isPresent()
        && two.isPresent()
        && holds(relation, one.get().toInstant().compareTo(two.get().toInstant()));
  }

  private static boolean holds(String relation, int order) {
    return switch (relation) {
      case "Equals" -> order == 0;
      case "LessThan" -> order < 0;
      case "LessThanEquals" -> order <= 0;
      case "GreaterThan" -> order > 0;
      case "GreaterThanEquals" -> order >= 0;
      default -> throw StateFailure.runtime("There is no operator " + relation + ".");
    };
  }

  /** {@code *} is any text, and a backslash makes the next character stand for itself. */
  static boolean isLike(String text, String pattern) {
    int at = 0;
    int p = 0;
    int star = -1;
    int from = 0;
    while (at < text.length()) {
      boolean escaped = p < pattern.length() - 1 && pattern.charAt(p) == '\\';
      if (p < pattern.length() && !escaped && pattern.charAt(p) == '*') {
        star = p++;
        from = at;
      } else if (p < pattern.length() && pattern.charAt(escaped ? p + 1 : p) == text.charAt(at)) {
        p += escaped ? 2 : 1;
        at++;
      } else if (star >= 0) {
        p = star + 1;
        at = ++from;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** A time with its offset, as RFC 3339 writes it with capital T and Z. */
  static Optional<OffsetDateTime> timestamp(String text) {
    if (!text.equals(text.toUpperCase(Locale.ROOT))) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
