package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A role, as policies of resources name it.
 *
 * @param id its logical id
 * @param arn that it has here
 * @param pattern its ARN, with wildcards in a name that is made up
 */
record Holder(String id, Optional<String> arn, Optional<String> pattern) {

  static Holder of(Declaration role) {
    return new Holder(role.logicalId(), role.arn(), ArnPattern.of(role));
  }

  /** What is known of its requests, by condition key. */
  Map<String, String> context() {
    Map<String, String> context = new HashMap<>();
    context.put("aws:securetransport", "true");
    context.put("aws:principaltype", "AssumedRole");
    pattern.ifPresent(known -> context.put("aws:principalarn", known));
    arn.ifPresent(known -> context.put("aws:principalaccount", account(known)));
    return context;
  }

  private static String account(String arn) {
    return arn.split(":", 6)[4];
  }

  /**
   * Whether a statement is about it.
   *
   * @param denies whether the statement denies: one that names the account denies all of its roles,
   *     and one that allows leaves it to their policies
   */
  Answer isIn(Property statement, boolean denies) {
    if (!statement.get("NotPrincipal").isAbsent()) {
      return Answer.MAYBE;
    }
    Property principal = statement.get("Principal");
    return principal.isMapping()
        ? Answer.any(
            principal.get("AWS").itemsOrSelf().stream().map(one -> is(one, denies)).toList())
        : is(principal, denies);
  }

  /** Whether one principal is this role. */
  Answer is(Property principal, boolean denies) {
    if (principal.isUnknown()) {
      Answer plain = principal.direct().map(name -> Answer.of(name.equals(id))).orElse(Answer.NO);
      return principal.direct().isPresent() ? plain : Answer.MAYBE;
    }
    String text = principal.text().orElse("");
    if (text.equals("*") || arn.equals(Optional.of(text))) {
      return Answer.YES;
    }
    if (isAccount(text)) {
      return denies
          ? Answer.of(text.contains(context().getOrDefault("aws:principalaccount", "?")))
              .or(Answer.MAYBE)
          : Answer.NO;
    }
    boolean session = text.contains(":assumed-role/");
    return session
        ? Answer.MAYBE
        : pattern.map(known -> ArnPattern.matches(text, known)).orElse(Answer.MAYBE);
  }

  /** Whether a statement leaves it to the policies of the account's roles. */
  static Answer delegates(Property statement) {
    Property principals = statement.get("Principal").get("AWS");
    return Answer.any(
        principals.itemsOrSelf().stream()
            .map(one ->
                one.isUnknown()
                    ? Answer.MAYBE
                    : Answer.of(one.text().filter(Holder::isAccount).isPresent()))
            .toList());
  }

  private static boolean isAccount(String text) {
    return text.matches("[0-9]{12}|arn:[^:]*:iam::[0-9]{12}:root");
  }
}
