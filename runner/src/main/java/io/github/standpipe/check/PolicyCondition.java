package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Condition} of a statement. What it takes to be met by a request is known of a few keys
 * alone; any other may be met.
 */
record PolicyCondition(Property condition) {

  /**
   * Whether it is met.
   *
   * @param context values of the request, by condition key in lower case
   */
  Answer holds(Map<String, String> context) {
    if (condition.isAbsent()) {
      return Answer.YES;
    }
    return condition.isMapping()
        ? condition.keys().stream()
            .map(operator -> operator(operator, condition.get(operator), context))
            .reduce(Answer.YES, Answer::and)
        : Answer.MAYBE;
  }

  private static Answer operator(String name, Property keys, Map<String, String> context) {
    if (!keys.isMapping()) {
      return Answer.MAYBE;
    }
    String operator = name.toLowerCase(Locale.ROOT).replaceAll("ifexists$", "");
    return keys.keys().stream()
        .map(key -> key(operator, context.get(key.toLowerCase(Locale.ROOT)), keys.get(key)))
        .reduce(Answer.YES, Answer::and);
  }

  private static Answer key(String operator, @Nullable String actual, Property values) {
    if (actual == null || values.isUnknown()) {
      return Answer.MAYBE;
    }
    List<Answer> each =
        values.itemsOrSelf().stream().map(value -> value(operator, actual, value)).toList();
    return operator.contains("not") ? Answer.any(each).not() : Answer.any(each);
  }

  /** Whether a value fits, of a negated operator whether the one that it negates does. */
  private static Answer value(String operator, String actual, Property value) {
    if (value.text().isEmpty()) {
      return Answer.MAYBE;
    }
    String expected = value.text().get();
    return switch (operator.replace("not", "")) {
      case "bool" -> Answer.of(expected.equalsIgnoreCase(actual));
      case "stringequals" -> alike(expected, actual, false);
      case "stringequalsignorecase" ->
          alike(expected.toLowerCase(Locale.ROOT), actual.toLowerCase(Locale.ROOT), false);
      case "stringlike", "arnlike", "arnequals" -> alike(expected, actual, true);
      default -> Answer.MAYBE;
    };
  }

  /** An account or a region that is written out may be the one that is deployed to. */
  private static Answer alike(String expected, String actual, boolean wildcards) {
    if (expected.contains("${")) {
      return Answer.MAYBE;
    }
    if (actual.startsWith("arn:")) {
      boolean literal = wildcards || !Wildcards.in(expected);
      return literal ? ArnPattern.matches(expected, actual) : Answer.NO;
    }
    boolean account = actual.matches("[0-9]{12}") && expected.matches("[0-9]{12}");
    return expected.equals(actual) || wildcards && Wildcards.match(expected, actual)
        ? Answer.YES
        : Answer.of(account).and(Answer.MAYBE);
  }
}
