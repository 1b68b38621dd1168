package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A statement of a policy.
 *
 * @param actions as they are written; one that cannot be resolved is empty
 * @param resources as they resolve here; one that cannot be resolved is empty
 * @param allows whether its effect is Allow
 * @param inverted whether it names what it does not hold for
 */
record Statement(
    List<Optional<String>> actions,
    List<Optional<String>> resources,
    boolean allows,
    boolean inverted,
    Property at) {

  static Statement of(Property statement) {
    boolean inverted =
        !statement.get("NotAction").isAbsent() || !statement.get("NotResource").isAbsent();
    return new Statement(
        texts(statement.get("Action")),
        texts(statement.get("Resource")),
        statement.get("Effect").text().filter("Allow"::equals).isPresent(),
        inverted,
        statement);
  }

  /** What a policy that is known by its name grants. */
  static Statement granting(List<String> actions, Optional<String> resource, Property at) {
    return new Statement(
        actions.stream().map(Optional::of).toList(), List.of(resource), true, false, at);
  }

  private static List<Optional<String>> texts(Property property) {
    return property.itemsOrSelf().stream().map(Property::text).toList();
  }

  /** Whether it speaks of an action on a resource. */
  Answer holds(String action, String arn) {
    if (inverted) {
      return Answer.MAYBE;
    }
    return Answer.any(actions.stream().map(a -> action(a, action)).toList())
        .and(Answer.any(resources.stream().map(r -> resource(r, arn)).toList()));
  }

  private static Answer action(Optional<String> pattern, String action) {
    return pattern
        .map(p -> Answer.of(matches(p.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT))))
        .orElse(Answer.MAYBE);
  }

  /** Where only the region or the account differ, what is written here may be another place's. */
  private static Answer resource(Optional<String> pattern, String arn) {
    if (pattern.isEmpty()) {
      return Answer.MAYBE;
    }
    String given = pattern.get();
    if (matches(given, arn)) {
      return Answer.YES;
    }
    return matches(end(given), end(arn)) && service(given).equals(service(arn))
        ? Answer.MAYBE
        : Answer.NO;
  }

  private static String end(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 ? parts[5] : arn;
  }

  private static String service(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 ? parts[2] : "";
  }

  private static boolean matches(String pattern, String text) {
    if (!pattern.contains("*") && !pattern.contains("?")) {
      return pattern.equals(text);
    }
    String expression =
        Pattern.compile("[*?]|[^*?]+")
            .matcher(pattern)
            .replaceAll(part ->
                switch (part.group()) {
                  case "*" -> ".*";
                  case "?" -> ".";
                  default -> java.util.regex.Matcher.quoteReplacement(Pattern.quote(part.group()));
                });
    return text.matches(expression);
  }
}
