package io.github.standpipe.check;

import io.github.standpipe.json.Arn;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service that assumes a role.
 *
 * @param context what is known when it assumes the role, by condition key
 */
record Trust(String service, String whose, Map<String, String> context) {
  private static final String ASSUME = "sts:AssumeRole";

  static Trust inPipes(Declaration pipe) {
    Map<String, String> context = new HashMap<>();
    ArnPattern.of(pipe).ifPresent(arn -> context.put("aws:sourcearn", arn));
    pipe.arn().ifPresent(arn -> context.put("aws:sourceaccount", Arn.of(arn).account()));
    return new Trust("pipes.amazonaws.com", pipe.logicalId(), context);
  }

  static Trust inLambda() {
    return new Trust("lambda.amazonaws.com", "the function", Map.of());
  }

  static Trust inStepFunctions() {
    return new Trust("states.amazonaws.com", "the state machine", Map.of());
  }

  /** Why a trust policy certainly does not let the service assume the role. */
  Optional<String> fault(Property document) {
    List<Property> statements = document.get("Statement").itemsOrSelf();
    if (document.isAbsent() || document.isUnknown()) {
      return Optional.empty();
    }
    if (all(statements, "Deny") == Certainty.YES) {
      return Optional.of("denies " + service + " " + ASSUME);
    }
    boolean open =
        all(statements, "Allow") != Certainty.NO || statements.stream().anyMatch(Trust::isOpen);
    return open ? Optional.empty() : Optional.of(missing(statements));
  }

  private static boolean isOpen(Property statement) {
    return statement.isUnknown() || statement.get("Effect").isUnknown();
  }

  private String missing(List<Property> statements) {
    List<Property> naming =
        statements.stream()
            .filter(at -> Statement.of(at).allows() && names(at, service) != Certainty.NO)
            .toList();
    if (naming.isEmpty()) {
      return "does not name " + service;
    }
    boolean assuming =
        naming.stream().anyMatch(at -> Statement.of(at).action(ASSUME) != Certainty.NO);
    return assuming
        ? "allows " + service + " " + ASSUME + " under a condition that " + whose + " does not meet"
        : "names " + service + " and does not allow it " + ASSUME;
  }

  private Certainty all(List<Property> statements, String effect) {
    return statements.stream()
        .filter(at -> at.get("Effect").text().equals(Optional.of(effect)))
        .map(this::holds)
        .reduce(Certainty.NO, Certainty::or);
  }

  private Certainty holds(Property statement) {
    return names(statement, service)
        .and(Statement.of(statement).action(ASSUME))
        .and(new PolicyCondition(statement.get("Condition")).holds(context));
  }

  /** Whether the principal of a statement is a service. */
  static Certainty names(Property statement, String service) {
    if (!statement.get("NotPrincipal").isAbsent()) {
      return Certainty.MAYBE;
    }
    Property principal = statement.get("Principal");
    return Stream.concat(
            Stream.of(principal).filter(one -> !one.isMapping()),
            principal.get("Service").itemsOrSelf().stream())
        .map(one -> is(one, service))
        .reduce(Certainty.NO, Certainty::or);
  }

  private static Certainty is(Property principal, String service) {
    if (principal.isUnknown()) {
      return Certainty.MAYBE;
    }
    String text = principal.text().orElse("");
    String first = service.substring(0, service.indexOf('.') + 1);
    return text.equals(service) || text.equals("*")
        ? Certainty.YES
        : Certainty.of(text.startsWith(first)).and(Certainty.MAYBE);
  }

  String instead() {
    return "Write Principal: {Service: " + service + "} and Action: sts:AssumeRole.";
  }
}
