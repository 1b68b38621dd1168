package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a statement of a trust policy speaks of Pipes that assumes the role for a pipe. */
record PipesTrust(Property statement, Subject subject) {
  private static final String SERVICE = "pipes.amazonaws.com";
  private static final String ASSUME = "sts:AssumeRole";

  Answer holds() {
    return principal().and(action()).and(conditions());
  }

  static boolean namesPipes(Property statement) {
    return statement.get("Principal").get("Service").itemsOrSelf().stream()
        .flatMap(service -> service.text().stream())
        .anyMatch(PipesTrust::isPipes);
  }

  private static boolean isPipes(String service) {
    return service.startsWith("pipes.");
  }

  private Answer principal() {
    Property principal = statement.get("Principal");
    if (principal.isUnknown() || !statement.get("NotPrincipal").isAbsent()) {
      return Answer.MAYBE;
    }
    boolean all = principal.text().equals(Optional.of("*"));
    return all
        ? Answer.YES
        : Answer.any(
            principal.get("Service").itemsOrSelf().stream()
                .map(service ->
                    service
                        .text()
                        .map(text -> Answer.of(isPipes(text) || text.equals("*")))
                        .orElse(Answer.MAYBE))
                .toList());
  }

  /** The resource of a trust policy is the role itself. */
  private Answer action() {
    Statement all = Statement.of(statement).on(List.of(Optional.of("*")));
    return new Statement(
            all.actions(), all.resources(), all.allows(), all.allBut(), false, statement)
        .holds(ASSUME, SERVICE);
  }

  private Answer conditions() {
    Property condition = statement.get("Condition");
    if (condition.isAbsent() || condition.isKnown() && condition.keys().isEmpty()) {
      return Answer.YES;
    }
    boolean excluded =
        condition.keys().stream()
            .filter(PipesTrust::isPositive)
            .map(condition::get)
            .anyMatch(operator ->
                operator.keys().stream()
                    .anyMatch(key -> excludes(key.toLowerCase(Locale.ROOT), operator.get(key))));
    return excluded ? Answer.NO : Answer.MAYBE;
  }

  private static boolean isPositive(String operator) {
    return operator.matches("(Arn|String)(Equals|Like)(IgnoreCase)?");
  }

  private boolean excludes(String key, Property values) {
    boolean known = !values.isUnknown() && values.itemsOrSelf().stream().allMatch(Property::isText);
    return known
        && key.equals("aws:sourcearn")
        && values.itemsOrSelf().stream()
            .flatMap(one -> one.text().stream())
            .noneMatch(this::mayBeOfPipe);
  }

  /** Region and account are those of this desk, and another's where it is deployed. */
  private boolean mayBeOfPipe(String pattern) {
    String[] parts = pattern.split(":", 6);
    if (parts.length < 6) {
      return pattern.contains("*");
    }
    boolean service = parts[2].equals("pipes") || parts[2].contains("*");
    return service && names(subject.at("Name")).anyMatch(name -> mayMatch(parts[5], name));
  }

  private static Stream<String> names(Property name) {
    return Stream.of(name.text().map(text -> "pipe/" + text).orElse("pipe/"));
  }

  private static boolean mayMatch(String pattern, String name) {
    return name.equals("pipe/")
        ? pattern.startsWith("pipe/") || pattern.contains("*")
        : Statement.matches(pattern, name);
  }
}
