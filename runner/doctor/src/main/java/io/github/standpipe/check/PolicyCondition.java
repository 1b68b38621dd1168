package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Condition} of a statement. Whether a request meets it is known for a few keys only;
 * any other key may match.
 */
record PolicyCondition(Property condition) {

  /**
   * Whether it is met.
   *
   * @param context values of the request, by condition key in lower case
   */
  Certainty holds(Map<String, String> context) {
    if (condition.isAbsent()) {
      return Certainty.YES;
    }
    return condition.isMapping()
        ? condition.keys().stream()
            .map(operator -> operator(operator, condition.get(operator), context))
            .reduce(Certainty.YES, Certainty::and)
        : Certainty.MAYBE;
  }

  private static Certainty operator(String name, Property keys, Map<String, String> context) {
    if (!keys.isMapping()) {
      return Certainty.MAYBE;
    }
    String operator = name.toLowerCase(Locale.ROOT).replaceAll("ifexists$", "");
    return keys.keys().stream()
        .map(key -> key(operator, context.get(key.toLowerCase(Locale.ROOT)), keys.get(key)))
        .reduce(Certainty.YES, Certainty::and);
  }

  private static Certainty key(String operator, @Nullable String actual, Property values) {
    if (actual == null || values.isUnknown()) {
      return Certainty.MAYBE;
    }
    List<Certainty> each =
        values.itemsOrSelf().stream().map(value -> value(operator, actual, value)).toList();
    return operator.contains("not") ? Certainty.any(each).not() : Certainty.any(each);
  }

  /** Whether a value fits; for a negated operator, whether the operator that it negates fits. */
  private static Certainty value(String operator, String actual, Property value) {
    if (value.text().isEmpty()) {
      return Certainty.MAYBE;
    }
    String expected = value.text().get();
    return switch (operator.replace("not", "")) {
      case "bool" -> Certainty.of(expected.equalsIgnoreCase(actual));
      case "stringequals" -> alike(expected, actual, false);
      case "stringequalsignorecase" ->
          alike(expected.toLowerCase(Locale.ROOT), actual.toLowerCase(Locale.ROOT), false);
      case "stringlike", "arnlike", "arnequals" -> alike(expected, actual, true);
      default -> Certainty.MAYBE;
    };
  }

  /** A literal account or region may be that of the deployment. */
  private static Certainty alike(String expected, String actual, boolean wildcards) {
    if (expected.contains("${")) {
      return Certainty.MAYBE;
    }
    if (actual.startsWith("arn:")) {
      boolean literal = wildcards || !Wildcards.in(expected);
      return literal ? ArnPattern.matches(expected, actual) : Certainty.NO;
    }
    boolean account = actual.matches("[0-9]{12}") && expected.matches("[0-9]{12}");
    return expected.equals(actual) || wildcards && Wildcards.match(expected, actual)
        ? Certainty.YES
        : Certainty.of(account).and(Certainty.MAYBE);
  }
}
