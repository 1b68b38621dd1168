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
 * @param allBut whether actions, and whether resources, are those that it does not hold for
 * @param conditional whether a condition decides
 */
record Statement(
    List<Optional<String>> actions,
    List<Optional<String>> resources,
    boolean allows,
    AllBut allBut,
    boolean conditional,
    Property at) {

  /** What a statement names by NotAction and NotResource. */
  record AllBut(boolean actions, boolean resources) {}

  static Statement of(Property statement) {
    AllBut allBut =
        new AllBut(
            !statement.get("NotAction").isAbsent(), !statement.get("NotResource").isAbsent());
    return new Statement(
        texts(statement.get(allBut.actions() ? "NotAction" : "Action")),
        texts(statement.get(allBut.resources() ? "NotResource" : "Resource")),
        statement.get("Effect").text().filter("Allow"::equals).isPresent(),
        allBut,
        isConditional(statement.get("Condition")),
        statement);
  }

  /** What a policy that is known by its name grants. */
  static Statement granting(List<String> actions, Optional<String> resource, Property at) {
    return new Statement(
        actions.stream().map(Optional::of).toList(),
        List.of(resource),
        true,
        new AllBut(false, false),
        false,
        at);
  }

  private static boolean isConditional(Property condition) {
    return !condition.isAbsent()
        && (condition.isUnknown() || !condition.isMapping() || !condition.keys().isEmpty());
  }

  boolean inverted() {
    return allBut.actions() || allBut.resources();
  }

  /** The same, on other resources than it names. */
  Statement on(List<Optional<String>> others) {
    return new Statement(
        actions, others, allows, new AllBut(allBut.actions(), false), conditional, at);
  }

  private static List<Optional<String>> texts(Property property) {
    return property.itemsOrSelf().stream().map(Property::text).toList();
  }

  /** Whether it speaks of an action on a resource. */
  Answer holds(String action, String arn) {
    Answer done = Answer.any(actions.stream().map(a -> action(a, action)).toList());
    Answer there = Answer.any(resources.stream().map(r -> resource(r, arn)).toList());
    return (allBut.actions() ? done.not() : done)
        .and(allBut.resources() ? there.not() : there)
        .and(conditional ? Answer.MAYBE : Answer.YES);
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

  static boolean matches(String pattern, String text) {
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
